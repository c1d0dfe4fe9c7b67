import type { DatabaseSync } from 'node:sqlite'
import type { FacetCounts, FacetQueries, Filter, SearchQuery, SearchResult } from '../query.ts'
import {
  type BestRow,
  compileBest,
  compileCounts,
  compileWordMatches,
  isComplete,
  isOrderedByWords,
  type MatchCounts,
} from './compile-best.ts'
import { compileLifted } from './compile-lift.ts'
import {
  ANY_WITHOUT_FILE,
  compileFacet,
  compileFill,
  compileMatched,
  compileMatches,
  compilePage,
} from './compile-query.ts'
import { compileExcluded } from './redundant-filters.ts'
import type { Sql } from './sql.ts'
import { reader, runner } from './statements.ts'
import { CREATE_MATCHED } from './tables.ts'

/** Makes the function that searches for assets on a connection. It uses a temporary table for matches. */
export function searcher(
  file: DatabaseSync,
): <F extends FacetQueries>(query: SearchQuery<F>) => SearchResult<F> {
  file.exec(CREATE_MATCHED)
  const { all, ids, count } = reader(file)
  const run = runner(file)

  /** Counts the matches. If there are facets, the matches are in the table `matched` afterwards. */
  function countMatches(query: SearchQuery, words: Sql | null): MatchCounts {
    if (!hasFacets(query)) {
      if (words && query.filters.length > 0) return all(compileCounts(query, words))[0] as MatchCounts
      const total = count(words ?? compileMatches(query))
      return { found: total, total }
    }
    file.exec('delete from matched')
    const { sql, values } = compileFill(compileMatches(query))
    const total = run(sql, ...values)
    return { found: words ? count(words) : total, total }
  }

  /** Tries the best word matches first, and reads all matches only if those are not enough. */
  function page(query: SearchQuery, words: Sql | null, counts: MatchCounts): number[] {
    if (counts.total <= query.page.offset) return []
    const best = words && compileBest(query, words, counts)
    const rows = best ? (all(best) as unknown as readonly BestRow[]) : []
    if (best && isComplete(rows, query, counts)) return rows.map(({ id }) => id)
    return ids(compilePage(query, hasFacets(query) ? compileMatched(query) : compileMatches(query)))
  }

  /** Returns whether a filter excludes nothing, so that it need not be applied. */
  const isRedundant = (filter: Filter) => {
    const excluded = compileExcluded(filter)
    return excluded !== null && all(excluded).length === 0
  }

  /** Returns whether scores depend on more than words. */
  const isLifted = (query: SearchQuery) => compileLifted(query).some((sql) => all(sql).length > 0)

  return <F extends FacetQueries>(request: SearchQuery<F>) => {
    const query = {
      ...request,
      filters: request.filters.filter((filter) => !isRedundant(filter)),
      picturedFirst: request.picturedFirst === true && all(ANY_WITHOUT_FILE).length > 0,
    }
    const words = isOrderedByWords(query) && !isLifted(query) ? compileWordMatches(query) : null
    const counts = countMatches(query, words)
    const facets = Object.entries(query.facets).map(([name, facet]) => [name, all(compileFacet(facet))])
    return {
      total: counts.total,
      ids: page(query, words, counts),
      facets: Object.fromEntries(facets) as FacetCounts<F>,
    }
  }
}

const hasFacets = ({ facets }: SearchQuery): boolean => Object.keys(facets).length > 0
