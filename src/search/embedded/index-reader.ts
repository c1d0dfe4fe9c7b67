import type { Clause, EventQuery, FacetQueries, SearchQuery, SearchResult } from '../query.ts'
import type { SearchIndex } from '../search-index.ts'
import type { IndexView } from './index-writer.ts'
import { nearWords } from './names.ts'
import { complete } from './query/complete.ts'
import { explainView } from './query/explain.ts'
import { searchView } from './query/search-view.ts'

/** The half of the port that reads the views that `current` returns, on behalf of the thread with this number. */
export function indexReader(current: () => Promise<IndexView>, thread: () => number): SearchIndex {
  const search = async <F extends FacetQueries>(query: SearchQuery<F>): Promise<SearchResult<F>> =>
    searchView((await current()).assets, query, thread())
  return {
    search,
    async searchEvents(query) {
      const { total, ids } = searchView((await current()).events, asSearch(query), thread())
      return { total, ids: [...ids] }
    },
    countOf: async (clause) => (await search(countOf(clause))).total,
    nearWords: async (word, edits) => nearWords((await current()).assets, word, edits),
    complete: async (query) => complete((await current()).assets, query, thread()),
    explain: async (query, ids) => explainView((await current()).assets, query, { ids, thread: thread() }),
    position: async () => (await current()).position,
  }
}

const countOf = (clause: Clause): SearchQuery => ({
  text: { match: 'all', clauses: [clause], excluded: [], preferred: [], emphasised: [], relaxedBelow: 0 },
  filters: [],
  sort: { by: 'newest' },
  page: { offset: 0, size: 0 },
  facets: {},
})

/** Returns an event query as a query of documents: an event was "made" when it started. */
function asSearch({ text, segment, startMs: { from, to }, sort, page }: EventQuery): SearchQuery {
  const isLimited = from !== null || to !== null
  return {
    text,
    filters: [
      ...(segment === null ? [] : [{ tags: 'any' as const, of: 'segment' as const, ids: [segment] }]),
      ...(isLimited ? [{ field: 'createdMs' as const, from: from ?? -Infinity, to: to ?? Infinity }] : []),
    ],
    sort: { by: sort },
    page,
    facets: {},
  }
}
