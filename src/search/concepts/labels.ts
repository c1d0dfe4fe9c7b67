import { fold, lowerCase, unifySpelling } from '../../lib/fold.ts'
import { type AskedWord, askedPhrase, askedWords } from '../analysis.ts'
import { editsBetween, isSpellable } from '../spelling/edits.ts'
import { baseOf, type Concept, type Wording } from './concept.ts'

/** The labels of concepts in one language. */
export type Labels = {
  /** The concepts of the longest label with which these words begin, and how many of the words it has. */
  longest(
    words: readonly AskedWord[],
  ): { readonly length: number; readonly concepts: readonly Concept[] } | null
  /** Labels of one word that begin as this folded word does and are at most so many edits away. */
  near(word: string, edits: number): string[]
}

type Label = { readonly wording: Wording; readonly concept: Concept }
/** Labels by the terms that they are searched by, and how many words the longest has. */
type Analysed = { readonly byTerms: ReadonlyMap<string, readonly Concept[]>; readonly most: number }

/** Words that can be read in more ways together are no label. */
const MAX_KEYS = 64
const NONE: Analysed = { byTerms: new Map(), most: 0 }

/**
 * Labels are read as phrases are, so that a word meets them in the plural and without its accents too. To analyse the
 * two thousand of a language takes a tenth of a second: those with one first letter are analysed when a word with it is
 * first looked up.
 */
export function labelsOf(concepts: Iterable<Concept>, language: string): Labels {
  const byLetter = new Map<string, Label[]>()
  for (const concept of concepts)
    for (const wording of concept) {
      if (baseOf(wording.language) !== baseOf(language)) continue
      const letter = firstLetter(fold(lowerCase(unifySpelling(wording.text), language)))
      const known = byLetter.get(letter)
      if (known) known.push({ wording, concept })
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
    most = Math.max(most, askedWords(wording.text, [wording.language]).length)
    for (const terms of askedPhrase(wording.text, [wording.language])) {
      const key = terms.join(' ')
      const known = byTerms.get(key)
      if (!known) byTerms.set(key, [concept])
      else if (!known.includes(concept)) known.push(concept)
    }
  }
  return { byTerms, most }
}

/** All ways to read these words one after the other. */
function keysOf(words: readonly AskedWord[]): string[] {
  let keys = ['']
  for (const { readings } of words) {
    const terms = readings.map((reading) => reading.join(' '))
    keys = keys.flatMap((key) => terms.map((term) => (key === '' ? term : `${key} ${term}`)))
    if (keys.length > MAX_KEYS) return []
  }
  return keys
}
