import type { DatabaseSync } from 'node:sqlite'
import type { Filter, SearchQuery, SearchResult } from '../query.ts'
import {
  type BestRow,
  compileBest,
  compileFound,
  compilePassing,
  isWhole,
  type Passing,
} from './compile-best.ts'
import {
  compileFacet,
  compileFill,
  compileMatched,
  compileMatches,
  compilePage,
  UNPICTURED,
} from './compile-query.ts'
import { compileLeftOut } from './idle-filters.ts'
import type { Sql } from './sql.ts'
import { reader, runner } from './statements.ts'
import { MAKE_MATCHED } from './tables.ts'

/** Searches for assets on one connection, which has a table of its own for what one of them found. */
export function searcher(file: DatabaseSync): (query: SearchQuery) => SearchResult {
  file.exec(MAKE_MATCHED)
  const { all, ids, count } = reader(file)
  const run = runner(file)

  /** Counts what matches. For facets it is in the table `matched` then. */
  function pass(query: SearchQuery, words: Sql | null): Passing {
    if (query.facets.length === 0) {
      if (words && query.filters.length > 0) return all(compilePassing(query, words))[0] as Passing
      const total = count(words ?? compileMatches(query))
      return { found: total, total }
    }
    file.exec('delete from matched')
    const { sql, values } = compileFill(compileMatches(query))
    const total = run(sql, ...values)
    return { found: words ? count(words) : total, total }
  }

  /** The best of what the words find are looked at first, and all that matches only when those are too few. */
  function page(query: SearchQuery, words: Sql | null, passing: Passing): number[] {
    if (passing.total <= query.page.offset) return []
    const best = words && compileBest(query, words, passing)
    const rows = best ? (all(best) as unknown as readonly BestRow[]) : []
    if (best && isWhole(rows, query, passing)) return rows.map(({ id }) => id)
    return ids(compilePage(query, query.facets.length === 0 ? compileMatches(query) : compileMatched(query)))
  }

  /** Filters that leave nothing out are not asked. */
  const isIdle = (filter: Filter) => {
    const leftOut = compileLeftOut(filter)
    return leftOut !== null && all(leftOut).length === 0
  }

  return (asked) => {
    const query = {
      ...asked,
      filters: asked.filters.filter((filter) => !isIdle(filter)),
      picturedFirst: asked.picturedFirst === true && all(UNPICTURED).length > 0,
    }
    const words = compileFound(query)
    const passing = pass(query, words)
    const facets = query.facets.map((facet) => all(compileFacet(facet)))
    return {
      total: passing.total,
      ids: page(query, words, passing),
      facets: facets as unknown as SearchResult['facets'],
    }
  }
}
