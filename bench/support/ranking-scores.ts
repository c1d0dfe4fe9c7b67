/** The quality of a ranking, from 0 to 1; `grades` has the relevant documents. */
type Score = (ids: readonly string[], grades: ReadonlyMap<string, number>) => number

const DEPTH = 10

/** Reciprocal rank of the first relevant document among the first ten. */
export const reciprocalRank: Score = (ids, grades) => {
  const first = ids.slice(0, DEPTH).findIndex((id) => grades.has(id))
  return first < 0 ? 0 : 1 / (first + 1)
}

/** Whether any of the first ten documents is relevant. */
export const hit: Score = (ids, grades) => (reciprocalRank(ids, grades) > 0 ? 1 : 0)

/** Normalised discounted cumulative gain of the first ten, with the gain 2^grade - 1 (Burges et al., 2005). */
export const ndcg: Score = (ids, grades) => {
  const best = [...grades.values()].sort((a, b) => b - a)
  return discounted(ids.map((id) => grades.get(id) ?? 0)) / discounted(best)
}

const discounted = (grades: readonly number[]) =>
  grades.slice(0, DEPTH).reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0)
