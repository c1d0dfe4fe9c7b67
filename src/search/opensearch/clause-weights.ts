import { Recent } from '../../lib/recent.ts'
import { clauseWeight } from '../clause-weight.ts'
import type { SearchQuery } from '../query.ts'
import { tagWeight, WRITTEN_WEIGHT } from '../ranking.ts'
import type { Weights } from './compile-query.ts'
import { anyOf, compileClause, impactOfTerm, impactOfWritten, type Query } from './compile-text.ts'
import { tagFact } from './facts.ts'

/** Counts are used for so long, and so many are kept. */
const [KEPT_MS, MAX_KEPT] = [60_000, 20_000]
/** Weights of tags are multiplied by this to be whole numbers. */
const TAG_SCALE = 4096
const ALL: Query = { match_all: {} }

/**
 * Makes the function that returns how much the words and tags of a query count, by how many documents have them. These numbers
 * change little, so they are kept for a minute: most searches need not ask for them.
 *
 * @param count counts the documents that match each of these queries.
 */
export function clauseWeights(count: (queries: readonly Query[]) => Promise<readonly number[]>): {
  /** Weights that put documents into the right order. */
  readonly forOrder: (query: Weighted) => Promise<Weights>
  /** Weights of scores that are shown. */
  readonly exact: (query: Weighted) => Promise<Weights>
} {
  const kept = new Recent<Kept>(MAX_KEPT)
  async function countsOf(queries: readonly Query[]): Promise<readonly number[]> {
    const keys = queries.map((query) => JSON.stringify(query))
    const nowMs = performance.now()
    const found = new Map<string, Kept>()
    const missing = new Map<string, Query>()
    keys.forEach((key, at) => {
      const known = kept.get(key)
      if (known && known.untilMs > nowMs) found.set(key, known)
      else missing.set(key, queries[at]!)
    })
    if (missing.size > 0) {
      const counts = await count([...missing.values()])
      for (const [at, key] of [...missing.keys()].entries()) {
        const counted = { count: counts[at]!, untilMs: nowMs + KEPT_MS }
        found.set(key, counted)
        kept.set(key, counted)
      }
    }
    return keys.map((key) => found.get(key)!.count)
  }
  async function exact({ text, like }: Weighted): Promise<Weights> {
    if (like) {
      const counts = await countsOf(like.tags.map(({ of, id }) => ({ term: { facts: tagFact(of, id) } })))
      const tags = like.tags.map(({ weight }, at) => Math.round(TAG_SCALE * tagWeight(weight, counts[at]!)))
      return { clauses: [], emphasised: [], tags }
    }
    const clauses = (text?.clauses ?? []).map((clause) => compileClause(clause, impactOfTerm))
    const emphasised = (text?.emphasised ?? []).map((words) =>
      anyOf(words.map((word) => impactOfWritten(word))),
    )
    const [documents, ...counts] = await countsOf([ALL, ...clauses, ...emphasised])
    const weights = counts.map((found) => clauseWeight(found, documents!))
    return {
      clauses: weights.slice(0, clauses.length),
      emphasised: weights.slice(clauses.length).map((weight) => Math.round(WRITTEN_WEIGHT * weight)),
      tags: [],
    }
  }
  return { exact, forOrder: async (query) => (isLevel(query) ? LEVEL : exact(query)) }
}

/** How many documents match, as it was counted until this time. */
type Kept = { readonly count: number; readonly untilMs: number }
type Weighted = Pick<SearchQuery, 'text' | 'like'>

/** The weights of a query with one clause alone. */
const LEVEL: Weights = { clauses: [1], emphasised: [], tags: [] }
const isLevel = ({ text, like }: Pick<SearchQuery, 'text' | 'like'>): boolean =>
  !like && text !== null && text.clauses.length === 1 && text.emphasised.length === 0
