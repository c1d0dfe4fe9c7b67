import { fold, lowerCase, unifySpelling } from '../../lib/fold.ts'
import { phraseReadings, type QueryWord, queryWords } from '../analysis.ts'
import { editsBetween, isSpellable } from '../spelling/edits.ts'
import { baseOf, type Concept, type Wording } from './concept.ts'

/** The labels of concepts in one language. */
export type Labels = {
  /** Returns the concepts of the longest label with which these words begin, and its number of words. */
  longest(
    words: readonly QueryWord[],
  ): { readonly length: number; readonly concepts: readonly Concept[] } | null
  /** Returns one-word labels that begin with the same letter as this folded word and are at most `edits` edits away. */
  near(word: string, edits: number): string[]
}

type Label = { readonly wording: Wording; readonly concept: Concept }
/** Concepts by the terms of their labels, and the number of words of the longest label. */
type Analysed = { readonly byTerms: ReadonlyMap<string, readonly Concept[]>; readonly most: number }

/** Words with more combinations of readings than this are not looked up. */
const MAX_KEYS = 64
const NONE: Analysed = { byTerms: new Map(), most: 0 }

/**
 * Makes the labels of concepts in a language searchable. They are analysed like phrases, so that plurals and words
 * without accents match too. As analysing the two thousand labels of a language takes 0.1 s, those with the same first
 * letter are analysed when the first word with that letter is looked up.
 */
export function labelsOf(concepts: Iterable<Concept>, language: string): Labels {
  const byLetter = new Map<string, Label[]>()
  for (const concept of concepts)
    for (const wording of concept) {
      if (baseOf(wording.language) !== baseOf(language)) continue
      const letter = firstLetter(fold(lowerCase(unifySpelling(wording.text), language)))
      const labels = byLetter.get(letter)
      if (labels) labels.push({ wording, concept })
      else byLetter.set(letter, [{ wording, concept }])
    }
  const analysedByLetter = new Map<string, Analysed>()
  const startingWith = (letter: string): Analysed => {
    const labels = byLetter.get(letter)
    if (!labels) return NONE
    const analysed = analysedByLetter.get(letter) ?? analyse(labels)
    analysedByLetter.set(letter, analysed)
    return analysed
  }
  return {
    longest(words) {
      const [first] = words
      if (!first) return null
      const { byTerms, most } = startingWith(firstLetter(first.text))
      for (let length = Math.min(most, words.length); length > 0; length--) {
        const found = keysOf(words.slice(0, length)).flatMap((key) => byTerms.get(key) ?? [])
        if (found.length > 0) return { length, concepts: [...new Set(found)] }
      }
      return null
    },
    near: (word, edits) =>
      (byLetter.get(firstLetter(word)) ?? [])
        .map(({ wording }) => wording.text)
        .filter((text) => isSpellable(text) && editsBetween(word, fold(text), edits) <= edits),
  }
}

const firstLetter = (text: string) => String.fromCodePoint(text.codePointAt(0) ?? 0)

function analyse(labels: readonly Label[]): Analysed {
  const byTerms = new Map<string, Concept[]>()
  let most = 0
  for (const { wording, concept } of labels) {
    most = Math.max(most, queryWords(wording.text, [wording.language]).length)
    for (const terms of phraseReadings(wording.text, [wording.language])) {
      const key = terms.join(' ')
      const sameTerms = byTerms.get(key)
      if (!sameTerms) byTerms.set(key, [concept])
      else if (!sameTerms.includes(concept)) sameTerms.push(concept)
    }
  }
  return { byTerms, most }
}

/** All combinations of the readings of these words. */
function keysOf(words: readonly QueryWord[]): string[] {
  let keys = ['']
  for (const { readings } of words) {
    const terms = readings.map((reading) => reading.join(' '))
    keys = keys.flatMap((key) => terms.map((term) => (key === '' ? term : `${key} ${term}`)))
    if (keys.length > MAX_KEYS) return []
  }
  return keys
}
