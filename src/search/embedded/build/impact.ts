import { BM25F } from '../../ranking.ts'
import type { Schema } from './segment-document.ts'

const MAX_IMPACT = 255

/**
 * Returns what one occurrence of a term counts in a field of this length, by BM25F (Robertson, Zaragoza, Taylor, 2004):
 * the weight of the field, divided by its length relative to the average.
 */
export function weightOfOccurrence(field: Schema['fields'][number], terms: number): number {
  return field.weight / (1 - BM25F.b + (BM25F.b * terms) / field.averageTerms)
}

/**
 * Returns the impact of a term in a document with this prior, from 1 to 255, for the sum of what its occurrences count.
 * As the prior multiplies every impact of the document, it multiplies its score, and costs queries nothing.
 */
export function impactOf(sum: number, prior: number): number {
  return Math.max(1, Math.round((MAX_IMPACT * prior * sum) / (BM25F.k1 + sum)))
}
