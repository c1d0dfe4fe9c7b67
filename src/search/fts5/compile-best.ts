import type { SearchQuery } from '../query.ts'
import { compileFilters, NEWEST } from './compile-query.ts'
import { compileScore, compileText } from './compile-text.ts'
import type { Sql } from './sql.ts'

/**
 * The number of documents that match the words of a query (`found`), and of those that also pass its filters (`total`).
 */
export type MatchCounts = { readonly found: number; readonly total: number }

/** Returns whether only the words of a query decide the order, unless something lifts documents. */
export const isOrderedByWords = ({ text, sort, like, picturedFirst }: SearchQuery): boolean =>
  text !== null && sort.by === 'best' && !like && !picturedFirst

/** The documents that match the words of a query, before filters; null if there are no words. */
export function compileWordMatches({ text }: SearchQuery): Sql | null {
  if (!text) return null
  const words = compileText(text)
  return words === null ? null : { sql: 'from words where words match ?', values: [words] }
}

/** Computes both counts in one scan of the word matches. */
export function compileCounts({ filters }: SearchQuery, words: Sql): Sql {
  const conditions = compileFilters(filters)
  return {
    sql: `select count(*) as found, count(*) filter (where ${conditions.sql}) as total
          from (select rowid as id ${words.sql}) cross join document d using (id)`,
    values: [...conditions.values, ...words.values],
  }
}

/** Candidates beyond the expected number, because several documents may have the same score. */
const SPARE = 200

/** A row of a page of best matches; `last` is the score of the last candidate. */
export type BestRow = { readonly id: number; readonly score: number; readonly last: number }

/**
 * Compiles a page of best matches so that only the documents of the best-scoring candidates are read. The number of
 * candidates grows with the share of documents that the filters exclude. If they exclude more of the candidates than of
 * all matches, the page is too short; and documents with the score of the last candidate may be missing. `isComplete`
 * detects both. Null if the filters exclude most matches, so that it is faster to apply them first.
 */
export function compileBest(query: SearchQuery, words: Sql, counts: MatchCounts): Sql | null {
  if (counts.total * 2 < counts.found) return null
  const { offset, size } = query.page
  const conditions = compileFilters(query.filters)
  const score = compileScore(query.text!, 'rowid')
  return {
    sql: `with best as materialized
            (select rowid as id, ${score.sql} as score ${words.sql} order by score limit ?)
          select d.id, best.score, (select max(score) from best) as last
          from best cross join document d using (id) where ${conditions.sql}
          order by best.score, ${NEWEST} limit ? offset ?`,
    values: [
      ...score.values,
      ...words.values,
      candidatesOf(query, counts),
      ...conditions.values,
      size,
      offset,
    ],
  }
}

/**
 * Returns whether a page of best matches is correct: it has the right length and ends before the score of the last
 * candidate.
 */
export function isComplete(rows: readonly BestRow[], query: SearchQuery, counts: MatchCounts): boolean {
  const expected = Math.min(query.page.size, counts.total - query.page.offset)
  if (rows.length !== expected) return false
  return counts.found <= candidatesOf(query, counts) || rows.at(-1)!.score < rows[0]!.last
}

const candidatesOf = ({ page: { offset, size } }: SearchQuery, { found, total }: MatchCounts): number =>
  Math.ceil((offset + size) * ((2 * found) / total - 1)) + SPARE
