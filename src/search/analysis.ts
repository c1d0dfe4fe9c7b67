import { fold, unifySpelling } from '../lib/fold.ts'
import { DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { termsInLanguage } from './concepts/homographs.ts'
import { joinedNames, withJoinedNames } from './joined-names.ts'
import { charactersOf, type Piece, splitWords, withoutPoints, wordsOfRun } from './split-words.ts'
import { formsOf } from './word-forms.ts'

/** What an index keeps of a text. */
export type IndexedText = {
  /** The terms of the text in order, by the stems of its language and by those of English where these differ. */
  readonly readings: readonly (readonly string[])[]
  /** Terms of other spellings of its words, in no order. */
  readonly others: readonly string[]
  /** Its words as they are written, folded. */
  readonly written: readonly string[]
  /** Those of its words that can be misspelt, as they are spelt, in lower case. */
  readonly spelt: readonly string[]
}

/** A word of a phrase that somebody typed. */
export type AskedWord = {
  /** Folded, without apostrophes. */
  readonly text: string
  /** Terms that stand side by side, any of which will do. */
  readonly readings: readonly (readonly string[])[]
  /** As it is written, in all of its spellings. */
  readonly written: readonly string[]
}

/**
 * Analyses a text for an index. Together with `askedWords` and `askedPhrase` this is the one analysis that records
 * and queries share, so that every index finds the same: a word is found as it is written in whatever language it is
 * asked for, and by its stem in its own language. A term has no blanks and no ASCII but letters and digits.
 */
export function indexText(text: string, language: Language = DEFAULT_LANGUAGE): IndexedText {
  const own: string[] = []
  const english: string[] = []
  const others: string[] = []
  const written: string[] = []
  const unified = prepared(text)
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
      for (const word of wordsOf(piece)) written.push(fold(word))
    }
  }
  for (const name of joinedNames(unified)) {
    const forms = formsOf(name, language)
    others.push(forms.english)
    written.push(forms.written[0]!)
  }
  const isEnglish = own.every((term, index) => term === english[index])
  return { readings: isEnglish ? [english] : [own, english], others, written, spelt }
}

/**
 * The words of a phrase, each read in every one of these languages. English is always among them, for by it every
 * word of every text is indexed.
 */
export function askedWords(phrase: string, languages: readonly Language[]): AskedWord[] {
  return splitWords(prepared(phrase)).flatMap((piece): AskedWord[] => {
    if (piece.kind === 'word') return [askedWord(piece.text, languages)]
    if (piece.kind === 'symbol')
      return [{ text: piece.text, readings: [[piece.text]], written: [piece.text] }]
    return wordsOfRun(piece.text).map((word) => {
      const text = fold(word)
      return { text, readings: [charactersOf(text)], written: [text] }
    })
  })
}

function askedWord(text: string, languages: readonly Language[]): AskedWord {
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

/** The readings of words that stand side by side, in every one of these languages and in the usual other spellings. */
export function askedPhrase(phrase: string, languages: readonly Language[]): string[][] {
  const unified = prepared(phrase)
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
  const distinct = new Map(readings.map((terms) => [terms.join(' '), terms]))
  distinct.delete('')
  return [...distinct.values()]
}

/** "Mueller" as Müller folds: a quoted phrase meets the words of a text in their order, where the text has no "mueller". */
const contracted = (word: string) => word.replace(/(?<![aeiouq])([aou])e|(?<=a)a/gi, '$1')

const prepared = (text: string) => withoutPoints(unifySpelling(text))
const termsOf = (piece: Piece): string[] =>
  piece.kind === 'run' ? charactersOf(fold(piece.text)) : [piece.text]
const wordsOf = (piece: Piece): string[] => (piece.kind === 'run' ? wordsOfRun(piece.text) : [piece.text])
