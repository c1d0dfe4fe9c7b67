import type { Label } from '../catalogue/vocabulary.ts'
import { type IndexedText, indexText } from './analysis.ts'

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
  }
}

/** Texts as an index takes them: each column's terms joined by blanks, and the written words of all columns. */
export function joined<Column extends string>(
  columns: Readonly<Record<Column, readonly IndexedText[]>>,
): Record<Column | 'written', string> {
  const all = Object.entries<readonly IndexedText[]>(columns)
  const terms = all.map(([column, texts]) => [column, texts.flatMap(termsOf).join(' ')])
  const written = new Set(all.flatMap(([, texts]) => texts.flatMap((text) => text.written)))
  return { ...Object.fromEntries(terms), written: [...written].join(' ') }
}

const termsOf = ({ readings, others }: IndexedText): string[] => [...readings.flat(), ...others]
