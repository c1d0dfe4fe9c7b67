import type { Label } from '../catalogue/vocabulary.ts'
import type { Language } from '../lib/languages.ts'
import { Recent } from '../lib/recent.ts'
import { type IndexedText, indexText } from './analysis.ts'
import { termsInLanguage } from './concepts/homographs.ts'

const KEPT_TEXTS = 5000
const MAX_KEPT_CHARACTERS = 200
const names = new Recent<IndexedText>(KEPT_TEXTS)
const keywordTexts = new Recent<IndexedText>(KEPT_TEXTS)

/** The words of a name that many records have, as artists and collections are; those met last are kept. */
export function nameText(name: string): IndexedText {
  return kept(names, name, () => indexText(name))
}

/**
 * The words of a keyword, each reading of them once: its labels in all languages say the same in other words, or in
 * the same. Those of the keywords met last are kept.
 */
export function keywordText(text: string | undefined, labels: readonly Label[]): IndexedText {
  const key = JSON.stringify([text, ...labels.flatMap((label) => [label.language, label.text])])
  return kept(keywordTexts, key, () => analyseKeyword(text, labels))
}

function kept(texts: Recent<IndexedText>, key: string, analyse: () => IndexedText): IndexedText {
  const known = texts.get(key)
  if (known) return known
  const text = analyse()
  if (key.length <= MAX_KEPT_CHARACTERS) texts.set(key, text)
  return text
}

function analyseKeyword(text: string | undefined, labels: readonly Label[]): IndexedText {
  const texts = [
    ...(text === undefined ? [] : [indexText(text)]),
    ...labels.map((label) => indexText(label.text, label.language)),
  ]
  const readings = texts.flatMap((it) => it.readings)
  return {
    readings: [...new Map(readings.map((terms) => [terms.join(' '), terms])).values()],
    others: [...new Set(texts.flatMap((it) => it.others))],
    written: texts.flatMap((it) => it.written),
    spelt: texts.flatMap((it) => it.spelt),
  }
}

/** A keyword, which has no language of its own, as a word of the language of its record. */
export const asWordOf = (keyword: string, language: Language): IndexedText => ({
  readings: [],
  written: [],
  spelt: [],
  others: termsInLanguage(keyword, language),
})

/** A shorter title is a name, which says most of what a picture shows. */
const SENTENCE = 4

/**
 * A title, or nothing when it is a sentence that its caption repeats word by word: what it says would count for more
 * than what other captions say. The caption keeps it, so that quoted words are found across its ends.
 */
export function unlessRepeated(title: IndexedText, caption: IndexedText): IndexedText {
  const isRepeated = title.readings.every(
    (terms, index) => terms.length >= SENTENCE && isRun(terms, caption.readings[index] ?? []),
  )
  return isRepeated ? { readings: [], others: [], written: title.written, spelt: title.spelt } : title
}

const isRun = (terms: readonly string[], whole: readonly string[]): boolean =>
  ` ${whole.join(' ')} `.includes(` ${terms.join(' ')} `)

/** The terms of texts as an index takes them, joined by blanks. */
export function joined(texts: readonly IndexedText[]): string {
  return texts.map(termsOf).filter(Boolean).join(' ')
}

function termsOf({ readings, others }: IndexedText): string {
  if (readings.length === 1 && others.length === 0) return readings[0]!.join(' ')
  return [...readings.flat(), ...others].join(' ')
}
