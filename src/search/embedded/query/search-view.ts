import type { FacetCounts, FacetQueries, SearchQuery, SearchResult } from '../../query.ts'
import { searched, type ViewedSegment } from '../view.ts'
import { countFacet } from './count-values.ts'
import { type Found, findIn } from './find.ts'
import { mergePages } from './merge-pages.ts'
import { scoringOf } from './scoring-of.ts'
import { selectPage } from './select-page.ts'

/** Searches segments on behalf of a thread. */
export function searchView<F extends FacetQueries>(
  segments: readonly ViewedSegment[],
  query: SearchQuery<F>,
  thread: number,
): SearchResult<F> {
  const found: Found[] = searched(segments, thread).map((segment) => findIn(segment, query))
  const total = found.reduce((sum, { hits }) => sum + hits.count, 0)
  return { total, ids: pageOf(found, query, total), facets: countFacets(found, query.facets) }
}

function pageOf(found: readonly Found[], query: SearchQuery, total: number): number[] {
  const { offset, size } = query.page
  if (offset >= total) return []
  const filled = found.filter(({ hits }) => hits.count > 0)
  const scorings = scoringOf(filled, found, query)
  const isOnly = filled.length === 1
  const page = isOnly ? { skip: offset, count: size } : { skip: 0, count: offset + size }
  const selected = filled.map((it, index) => ({
    segment: it.segment,
    tiers: selectPage(it, query, scorings[index]!, page),
  }))
  return mergePages(
    selected,
    query.sort.by,
    isOnly ? { skip: 0, count: size } : { skip: offset, count: size },
  )
}

function countFacets<F extends FacetQueries>(found: readonly Found[], facets: F): FacetCounts<F> {
  const counted = Object.entries(facets).map(([name, facet]) => [name, countFacet(found, facet)])
  return Object.fromEntries(counted) as FacetCounts<F>
}
