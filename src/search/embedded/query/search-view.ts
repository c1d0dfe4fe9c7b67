import type { FacetCounts, FacetQueries, SearchQuery, SearchResult } from '../../query.ts'
import { searched, type ViewedSegment } from '../view.ts'
import { countFacet } from './count-values.ts'
import { type Found, findAll } from './find.ts'
import { selectPage } from './select-page.ts'

/** Searches segments on behalf of a thread. */
export function searchView<F extends FacetQueries>(
  segments: readonly ViewedSegment[],
  query: SearchQuery<F>,
  thread: number,
): SearchResult<F> {
  const found = findAll(searched(segments, thread), query)
  const total = found.reduce((sum, { hits }) => sum + hits.count, 0)
  const { offset, size } = query.page
  const ids = offset < total ? selectPage(found, query, { skip: offset, count: size }) : []
  return { total, ids, facets: countFacets(found, query.facets) }
}

function countFacets<F extends FacetQueries>(found: readonly Found[], facets: F): FacetCounts<F> {
  const counted = Object.entries(facets).map(([name, facet]) => [name, countFacet(found, facet)])
  return Object.fromEntries(counted) as FacetCounts<F>
}
