import { BM25F } from './ranking.ts'

/** The impact of a term that would occur infinitely often in the best document. */
export const MAX_IMPACT = 255

/**
 * Returns the impact of a term in a document with this prior, from 1 to 255, for the sum of what its occurrences count.
 * As the prior multiplies every impact of the document, it multiplies its score, and costs queries nothing.
 */
export function impactOf(sum: number, prior: number): number {
  return Math.max(1, Math.round((MAX_IMPACT * prior * sum) / (BM25F.k1 + sum)))
}
