import { createHash } from 'node:crypto'
import type { FacetCounts, FacetQueries, FacetQuery, SearchQuery, SearchResult } from '../query.ts'
import { clauseWeights } from './clause-weights.ts'
import { compileSearch, isScored, type Weights } from './compile-query.ts'
import type { Query } from './compile-text.ts'
import type { Connection } from './connection.ts'
import { keywordsField } from './mappings.ts'

/** Values of a facet that are asked for at first, more than the most frequent ones that are wanted: others may be as frequent. */
const SPARE_VALUES = 50
/** So many of all values; if there are more, ten times as many. */
const SOME_VALUES = 1000
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
    if (queries.length === 0) return []
    const { responses } = await connection.send(
      'POST',
      '/_msearch?filter_path=responses.hits.total.value,responses.error',
      queries.flatMap((query) => [
        { index },
        { query: { bool: { filter: query } }, size: 0, track_total_hits: true },
      ]),
    )
    return responses.map(totalOf)
  }

  const weights = clauseWeights(count)

  /** Counts facets, all of whose values may be wanted. */
  async function countFacets<F extends FacetQueries>(
    facets: F,
    query: Query,
    found: Readonly<Record<string, Buckets>>,
    asked: number,
  ): Promise<FacetCounts<F>> {
    const cut = Object.entries(facets).filter(([name, facet]) => isCut(found[name]!, facet))
    if (cut.length === 0) return Object.fromEntries(Object.entries(found).map(countsOf)) as FacetCounts<F>
    if (asked >= MAX_VALUES) throw new Error(`A facet has more than ${MAX_VALUES} values.`)
    const more = Math.min(MAX_VALUES, asked * 10)
    const { aggregations } = await ask({ query, size: 0, aggs: compileFacets(Object.fromEntries(cut), more) })
    return countFacets(facets, query, { ...found, ...aggregations }, more)
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
        ...(Object.keys(facets).length > 0 && { aggs: compileFacets(facets, SOME_VALUES) }),
      })
      return {
        total: hits.total.value,
        ids: (hits.hits ?? []).map(({ sort }: { sort: readonly number[] }) => Number(sort.at(-1))),
        facets: await countFacets(facets, compiled.query, aggregations, SOME_VALUES),
      }
    },
  }
}

/** The total is exact, and ids are in the order. */
export const WITHOUT_FIELDS = { track_total_hits: true, _source: false, stored_fields: '_none_' } as const

const totalOf = ({ hits }: { hits: { total: { value: number } } }) => hits.total.value

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

const compileFacets = (facets: FacetQueries, size: number): Query =>
  Object.fromEntries(
    Object.entries(facets).map(([name, facet]) => {
      const wanted = facet.top === undefined ? size : facet.top + (size === SOME_VALUES ? SPARE_VALUES : size)
      return [name, { terms: { field: fieldOf(facet), size: wanted } }]
    }),
  )

const fieldOf = (facet: FacetQuery) => (facet.of === 'keyword' ? keywordsField(facet.type) : facet.of)

/** Whether values are missing that are wanted. */
function isCut({ buckets, sum_other_doc_count }: Buckets, { top }: FacetQuery): boolean {
  if (sum_other_doc_count === 0) return false
  return top === undefined || buckets[top - 1]!.doc_count === buckets.at(-1)!.doc_count
}

const countsOf = ([name, { buckets }]: readonly [string, Buckets]) => [
  name,
  buckets.map(({ key, doc_count }) => ({ id: Number(key), count: doc_count })),
]
