import type { Label } from '../catalogue/vocabulary.ts'
import type { Language } from '../lib/languages.ts'
import { type IndexedText, indexText } from './analysis.ts'
import { termsInLanguage } from './concepts/homographs.ts'

/**
 * The words of a keyword, each reading of them once: its labels in all languages say the same in other words, or in
 * the same.
 */
export function keywordText(text: string | undefined, labels: readonly Label[]): IndexedText {
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
  ...{ readings: [], written: [], spelt: [] },
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

/**
 * Texts as an index takes them: each column's terms joined by blanks, and the words of all columns, as they are written
 * and as they are spelt.
 */
export function joined<Column extends string>(
  columns: Readonly<Record<Column, readonly IndexedText[]>>,
): Record<Column | 'written', string> & { readonly spelt: readonly string[] } {
  const all = Object.entries<readonly IndexedText[]>(columns)
  const terms = all.map(([column, texts]) => [column, texts.flatMap(termsOf).join(' ')])
  const written = new Set(all.flatMap(([, texts]) => texts.flatMap((text) => text.written)))
  const spelt = new Set(all.flatMap(([, texts]) => texts.flatMap((text) => text.spelt)))
  return { ...Object.fromEntries(terms), written: [...written].join(' '), spelt: [...spelt] }
}

const termsOf = ({ readings, others }: IndexedText): string[] => [...readings.flat(), ...others]
