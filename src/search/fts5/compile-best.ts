import type { SearchQuery } from '../query.ts'
import { compileFilters, NEWEST } from './compile-query.ts'
import { compileScore, compileText } from './compile-text.ts'
import type { Sql } from './sql.ts'

/** How many documents the words of a query find, and how many of those its filters let pass. */
export type Passing = { readonly found: number; readonly total: number }

/** What the words alone find, whatever the filters say of it; null where the words alone do not decide the order. */
export function compileFound({ text, sort, like, lift = null, picturedFirst }: SearchQuery): Sql | null {
  if (!text || sort.by !== 'best' || like || lift !== null || picturedFirst) return null
  const words = compileText(text)
  return words === null ? null : { sql: 'from words where words match ?', values: [words] }
}

/** `found` and `total` in one go through what the words find. */
export function compilePassing({ filters }: SearchQuery, words: Sql): Sql {
  const passes = compileFilters(filters)
  return {
    sql: `select count(*) as found, count(*) filter (where ${passes.sql}) as total
          from (select rowid as id ${words.sql}) cross join document d using (id)`,
    values: [...passes.values, ...words.values],
  }
}

/** Candidates beyond those that the page is expected to need, for scores that several have. */
const SPARE = 200

/** A page out of the best: how each row scores, and the score of the last that was looked at. */
export type BestRow = { readonly id: number; readonly score: number; readonly last: number }

/**
 * A page out of the best that the words find: only of these is the document looked at. There are more of them than the
 * page has the more the filters leave out; should they leave out more of these than of all, the page comes out too
 * short. Null when filters that leave out most are better asked first. What scores as the last that was looked at may
 * stand beside others that were not: see `isWhole`.
 */
export function compileBest(query: SearchQuery, words: Sql, passing: Passing): Sql | null {
  if (passing.total * 2 < passing.found) return null
  const { offset, size } = query.page
  const passes = compileFilters(query.filters)
  const score = compileScore(query.text!, 'rowid')
  return {
    sql: `with best as materialized
            (select rowid as id, ${score.sql} as score ${words.sql} order by score limit ?)
          select d.id, best.score, (select max(score) from best) as last
          from best cross join document d using (id) where ${passes.sql}
          order by best.score, ${NEWEST} limit ? offset ?`,
    values: [...score.values, ...words.values, candidatesOf(query, passing), ...passes.values, size, offset],
  }
}

/** Returns whether such a page is the page that a look at everything would give: as long, and ended before the last score. */
export function isWhole(rows: readonly BestRow[], query: SearchQuery, passing: Passing): boolean {
  const wanted = Math.min(query.page.size, passing.total - query.page.offset)
  if (rows.length !== wanted) return false
  return passing.found <= candidatesOf(query, passing) || rows.at(-1)!.score < rows[0]!.last
}

const candidatesOf = ({ page: { offset, size } }: SearchQuery, { found, total }: Passing): number =>
  Math.ceil((offset + size) * ((2 * found) / total - 1)) + SPARE
