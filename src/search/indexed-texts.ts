import type { Label } from '../catalogue/vocabulary.ts'
import type { Language } from '../lib/languages.ts'
import { Recent } from '../lib/recent.ts'
import { distinctReadings, type IndexedText, indexText } from './analysis.ts'
import { termsInLanguage } from './concepts/homographs.ts'

const CACHED_TEXTS = 5000
const MAX_CACHED_CHARACTERS = 200
const names = new Recent<IndexedText>(CACHED_TEXTS)
const keywordTexts = new Recent<KeywordText>(CACHED_TEXTS)

/** What an index stores of a keyword. */
export type KeywordText = IndexedText & {
  /** Like `spelt`, of its labels. */
  readonly labelWords: readonly string[]
}

/** Analyses a name that many records share, such as that of an artist or a collection. Results are cached. */
export function nameText(name: string): IndexedText {
  return cached(names, name, () => indexText(name))
}

/**
 * Analyses the labels of a keyword in all languages, with duplicate readings removed because labels are often the same
 * in several languages. Results are cached.
 */
export function keywordText(text: string | undefined, labels: readonly Label[]): KeywordText {
  const key = JSON.stringify([text, ...labels.flatMap((label) => [label.language, label.text])])
  return cached(keywordTexts, key, () => analyseKeyword(text, labels))
}

function cached<Text extends IndexedText>(cache: Recent<Text>, key: string, analyse: () => Text): Text {
  const found = cache.get(key)
  if (found) return found
  const text = analyse()
  if (key.length <= MAX_CACHED_CHARACTERS) cache.set(key, text)
  return text
}

function analyseKeyword(text: string | undefined, labels: readonly Label[]): KeywordText {
  const own = text === undefined ? [] : [indexText(text)]
  const ofLabels = labels.map((label) => indexText(label.text, label.language))
  const texts = [...own, ...ofLabels]
  const readings = texts.flatMap((it) => it.readings)
  return {
    readings: distinctReadings(readings),
    others: [...new Set(texts.flatMap((it) => it.others))],
    written: texts.flatMap((it) => it.written),
    spelt: own.flatMap((it) => it.spelt),
    labelWords: ofLabels.flatMap((it) => it.spelt),
  }
}

/** The terms of a keyword as a word of the asset's language, since a keyword itself has no language. */
export const inRecordLanguage = (keyword: string, language: Language): IndexedText => ({
  readings: [],
  written: [],
  spelt: [],
  others: termsInLanguage(keyword, language),
})

/** Shorter titles are names rather than sentences. */
const MIN_SENTENCE_TERMS = 4

/**
 * Returns a title, or no terms if it is a sentence that its caption repeats literally. Its words would otherwise weigh
 * more than those of other captions. The caption keeps the sentence, so that quoted phrases that overlap it are found.
 */
export function dropIfRepeated(title: IndexedText, caption: IndexedText): IndexedText {
  const isRepeated = title.readings.every(
    (terms, index) => terms.length >= MIN_SENTENCE_TERMS && isRun(terms, caption.readings[index] ?? []),
  )
  return isRepeated ? { readings: [], others: [], written: [], spelt: title.spelt } : title
}

const isRun = (terms: readonly string[], whole: readonly string[]): boolean =>
  ` ${whole.join(' ')} `.includes(` ${terms.join(' ')} `)

/** Returns the terms of texts in order: those of each reading, then those of other spellings. */
export function termsOf(texts: readonly IndexedText[]): string[] {
  const terms: string[] = []
  for (const { readings, others } of texts) {
    for (const reading of readings) for (const term of reading) terms.push(term)
    for (const term of others) terms.push(term)
  }
  return terms
}
