/** The highest weight of a clause is about 16 times this. */
export const WEIGHT_SCALE = 16

/**
 * Returns how much a clause counts that `count` of `documents` match, by the inverse document frequency of Lucene's
 * BM25.
 */
export function clauseWeight(count: number, documents: number): number {
  return Math.max(1, Math.round(WEIGHT_SCALE * Math.log(1 + (documents - count + 0.5) / (count + 0.5))))
}
