import { foldText } from './fold.ts'

/**
 * The form in which names and labels are compared: folded like search words (lib/fold.ts), without punctuation or
 * repeated spaces. "Café-Bar" and "cafe bar" are the same name, and so are "Łukasz" and "Lukasz".
 */
export function foldName(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}

const disjunction = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** Lists values in a sentence: "a, b or c". */
export const alternatives = (values: readonly string[]): string => disjunction.format(values)
