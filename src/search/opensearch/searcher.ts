import { createHash } from 'node:crypto'
import type { FacetCounts, FacetQueries, FacetQuery, SearchQuery, SearchResult } from '../query.ts'
import { clauseWeights } from './clause-weights.ts'
import { compileSearch, isScored, type Weights } from './compile-query.ts'
import type { Query } from './compile-text.ts'
import type { Connection } from './connection.ts'
import { keywordsField } from './mappings.ts'
import { searchMany } from './search-many.ts'

/** How many values of a facet are asked for at first, besides the most frequent ones that are wanted: others may be as frequent. */
const SPARE_VALUES = 200
/** How many are asked for at first where all are wanted. */
const SOME_VALUES = 1000
/** If that was not enough, so many times as many. */
const MORE = 20
/** The most that OpenSearch counts at once. */
const MAX_VALUES = 65_000

const NO_WEIGHTS: Weights = { clauses: [], emphasised: [], tags: [] }
const ANSWER =
  'filter_path=hits.total.value,hits.hits.sort,aggregations.*.buckets,aggregations.*.sum_other_doc_count'

type Buckets = {
  readonly buckets: readonly { readonly key: string; readonly doc_count: number }[]
  readonly sum_other_doc_count: number
}

/** What searches assets of an index with this name. */
export function searcher(connection: Connection, index: string) {
  const ask = (body: Query) => connection.send('POST', pathOf(index, body), body)

  /** Returns how many documents match each of these queries. */
  async function count(queries: readonly Query[]): Promise<readonly number[]> {
    const searches = queries.map((query) => ({
      query: { bool: { filter: query } },
      size: 0,
      track_total_hits: true,
    }))
    const answers = await searchMany(connection, { index, searches, answer: ['hits.total.value'] })
    return answers.map(({ hits }) => hits.total.value)
  }

  const weights = clauseWeights(count)

  /** Returns the counts of facets, and asks for more values where some are missing. */
  async function countsOf<F extends FacetQueries>(
    facets: F,
    query: Query,
    found: Readonly<Record<string, Buckets>>,
    factor = MORE,
  ): Promise<FacetCounts<F>> {
    const cut = Object.entries(facets).filter(([name, facet]) => isCut(found[name]!, facet))
    if (cut.length === 0) {
      const counts = Object.entries(facets).map(([name, facet]) => [name, wanted(found[name]!, facet)])
      return Object.fromEntries(counts) as FacetCounts<F>
    }
    if (cut.some(([, facet]) => sizeOf(facet, factor / MORE) === MAX_VALUES))
      throw new Error(`A facet has more than ${MAX_VALUES} values.`)
    const aggs = compileFacets(Object.fromEntries(cut), factor)
    const { aggregations } = await ask({ query, size: 0, aggs })
    return countsOf(facets, query, { ...found, ...aggregations }, factor * MORE)
  }

  return {
    count,
    weights,
    async search<F extends FacetQueries>(query: SearchQuery<F>): Promise<SearchResult<F>> {
      const { page, facets } = query
      const compiled = compileSearch(query, isScored(query) ? await weights.forOrder(query) : NO_WEIGHTS)
      const { hits, aggregations = {} } = await ask({
        ...compiled,
        from: page.offset,
        size: page.size,
        ...WITHOUT_FIELDS,
        ...(Object.keys(facets).length > 0 && { aggs: compileFacets(facets, 1) }),
      })
      return {
        total: hits.total.value,
        ids: (hits.hits ?? []).map(({ sort }: { sort: readonly number[] }) => Number(sort.at(-1))),
        facets: await countsOf(facets, compiled.query, aggregations),
      }
    },
  }
}

/** The total is exact, and ids are in the order. */
export const WITHOUT_FIELDS = { track_total_hits: true, _source: false, stored_fields: '_none_' } as const

/**
 * The same search is answered by the same copy of the index, so that its pages fit together: another copy may not have the
 * newest changes yet.
 */
function pathOf(index: string, { query, sort }: Query): string {
  const copy = createHash('md5')
    .update(JSON.stringify([query, sort]))
    .digest('base64url')
  return `/${index}/_search?preference=p${copy}&${ANSWER}`
}

const compileFacets = (facets: FacetQueries, factor: number): Query =>
  Object.fromEntries(
    Object.entries(facets).map(([name, facet]) => [
      name,
      { terms: { field: fieldOf(facet), size: sizeOf(facet, factor) } },
    ]),
  )

const sizeOf = ({ top }: FacetQuery, factor: number): number =>
  Math.min(MAX_VALUES, factor * (top === undefined ? SOME_VALUES : top + SPARE_VALUES))

const fieldOf = (facet: FacetQuery) => (facet.of === 'keyword' ? keywordsField(facet.type) : facet.of)

/** Whether values are missing that are wanted. */
function isCut({ buckets, sum_other_doc_count }: Buckets, { top }: FacetQuery): boolean {
  if (sum_other_doc_count === 0) return false
  return top === undefined || buckets[top - 1]!.doc_count === buckets.at(-1)!.doc_count
}

/** Returns the counts of the values that are wanted. */
function wanted({ buckets }: Buckets, { top }: FacetQuery): FacetCounts<FacetQueries>[string] {
  const least = top === undefined ? 0 : (buckets[top - 1]?.doc_count ?? 0)
  return buckets
    .filter(({ doc_count }) => doc_count >= least)
    .map(({ key, doc_count }) => ({ id: Number(key), count: doc_count }))
}
