import type { Schema } from './segment-document.ts'

/** How fast the score of a term grows with its frequency. */
const K1 = 1.2
/** How much the length of a field matters. */
const B = 0.4
const MAX_IMPACT = 255

/**
 * Returns what one occurrence of a term counts in a field of this length, by BM25F (Robertson, Zaragoza, Taylor, 2004):
 * the weight of the field, divided by its length relative to the average. Averages are constants, so that a score does
 * not depend on what else is in the index.
 */
export function weightOfOccurrence(field: Schema['fields'][number], terms: number): number {
  return field.weight / (1 - B + (B * terms) / field.averageTerms)
}

/** Returns the impact of a term, from 1 to 255, for the sum of what its occurrences count. */
export function impactOf(sum: number): number {
  return Math.max(1, Math.round((MAX_IMPACT * sum) / (K1 + sum)))
}
