import { fold, unifySpelling } from '../lib/fold.ts'
import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { baseOf } from './concepts/concept.ts'
import { termsInLanguage } from './concepts/homographs.ts'
import { joinedNames, withJoinedNames } from './joined-names.ts'
import { charactersOf, joinAcronyms, type Piece, splitWords, wordsOfRun } from './split-words.ts'
import { formsOf, SUGGESTED } from './word-forms.ts'

/** What an index stores of a text. */
export type IndexedText = {
  /** The terms of the text in order: stemmed by its language and, if the result differs, by English. */
  readonly readings: readonly (readonly string[])[]
  /** Terms of other spellings of its words, in no particular order. */
  readonly others: readonly string[]
  /** Its words as they are written, folded but not stemmed. */
  readonly written: readonly string[]
  /** Those of its words that may be suggested, in lower case, not folded. */
  readonly spelt: readonly string[]
  /** The language of these words without its country; null for English. */
  readonly speltIn: string | null
}

/** A word of a search phrase. */
export type QueryWord = {
  /** Folded, without apostrophes. */
  readonly text: string
  /** Alternative readings, each a sequence of adjacent terms. */
  readonly readings: readonly (readonly string[])[]
  /** All spellings of the word, folded but not stemmed. */
  readonly written: readonly string[]
}

/**
 * Analyses a text for an index. Records and queries share this analysis (for queries: `queryWords` and
 * `phraseReadings`), so that every index finds the same: a word is found as it is written in any language, and by its
 * stem in its own language. Terms contain no spaces and no ASCII characters except letters and digits.
 */
export function indexText(text: string, language: Language = DEFAULT_LANGUAGE): IndexedText {
  const own: string[] = []
  const english: string[] = []
  const others: string[] = []
  const written: string[] = []
  const unified = normalised(text)
  const spelt: string[] = []
  for (const piece of splitWords(unified)) {
    if (piece.kind === 'word') {
      const forms = formsOf(piece.text, language)
      own.push(forms.own)
      english.push(forms.english)
      if (forms.others.length > 0) others.push(...forms.others)
      if (language !== DEFAULT_LANGUAGE) others.push(...termsInLanguage(piece.text, language))
      written.push(...forms.written)
      if (forms.spelt !== null) spelt.push(forms.spelt)
    } else {
      const terms = termsOf(piece)
      own.push(...terms)
      english.push(...terms)
      for (const word of wordsOf(piece)) {
        written.push(fold(word))
        if (SUGGESTED.test(word)) spelt.push(word)
      }
    }
  }
  for (const name of joinedNames(unified)) {
    const forms = formsOf(name, language)
    others.push(forms.english)
    written.push(forms.written[0]!)
  }
  const isEnglish = own.every((term, index) => term === english[index])
  const speltIn = baseOf(language) === baseOf(DEFAULT_LANGUAGE) ? null : baseOf(language)
  return { readings: isEnglish ? [english] : [own, english], others, written, spelt, speltIn }
}

/**
 * Returns the words of a search phrase, each with its readings in all of these languages and in English, by which every
 * word of every text is indexed.
 */
export function queryWords(phrase: string, languages: readonly Language[]): QueryWord[] {
  return splitWords(normalised(phrase)).flatMap((piece): QueryWord[] => {
    if (piece.kind === 'word') return [queryWord(piece.text, languages)]
    if (piece.kind === 'symbol')
      return [{ text: piece.text, readings: [[piece.text]], written: [piece.text] }]
    return wordsOfRun(piece.text).map((word) => {
      const text = fold(word)
      return { text, readings: [charactersOf(text)], written: [text] }
    })
  })
}

function queryWord(text: string, languages: readonly Language[]): QueryWord {
  const forms = [DEFAULT_LANGUAGE, ...languages].map((language) => formsOf(text, language))
  const [english] = forms
  const terms = forms.flatMap(({ own, others }) => [own, ...others])
  const { parts } = english!
  return {
    text: english!.written[0]!,
    readings: [...[...new Set(terms)].map((term) => [term]), ...(parts.length === 0 ? [] : [parts])],
    written: [...new Set(forms.flatMap(({ written }) => written))],
  }
}

/**
 * Returns the readings of a phrase whose words must be adjacent, in all of these languages and in common other
 * spellings.
 */
export function phraseReadings(phrase: string, languages: readonly Language[]): string[][] {
  const unified = normalised(phrase)
  const pieces = splitWords(unified)
  const read = (termsOfWord: (word: string) => readonly string[], some = pieces) =>
    some.flatMap((piece) => (piece.kind === 'word' ? termsOfWord(piece.text) : termsOf(piece)))
  const english = (word: string) => formsOf(word, DEFAULT_LANGUAGE)
  const readings = [
    read((word) => [english(word).english]),
    ...languages.map((language) => read((word) => [formsOf(word, language).own])),
    read((word) => [english(word).others[0] ?? english(word).english]),
    read((word) => (english(word).parts.length > 0 ? english(word).parts : [english(word).english])),
    read((word) => [english(contracted(word)).english]),
    read((word) => [english(word).english], splitWords(withJoinedNames(unified))),
    read((word) => [english(word).english], splitWords(unifySpelling(phrase))),
  ]
  return distinctReadings(readings).filter((terms) => terms.join(' ') !== '')
}

/** Returns readings without duplicates, in the order of their first occurrence. */
export function distinctReadings<Reading extends readonly string[]>(readings: readonly Reading[]): Reading[] {
  return [...new Map(readings.map((terms) => [terms.join(' '), terms])).values()]
}

/**
 * "Mueller" folded like "Müller": a quoted phrase is matched against the words in order, among which "mueller" is not.
 */
const contracted = (word: string) => word.replace(/(?<![aeiouq])([aou])e|(?<=a)a/gi, '$1')

const normalised = (text: string) => joinAcronyms(unifySpelling(text))
const termsOf = (piece: Piece): string[] =>
  piece.kind === 'run' ? charactersOf(fold(piece.text)) : [piece.text]
const wordsOf = (piece: Piece): string[] => (piece.kind === 'run' ? wordsOfRun(piece.text) : [piece.text])
