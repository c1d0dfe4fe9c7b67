import type { SearchQuery } from '../query.ts'
import { compileFilters, compileText, type Sql, WEIGHTS } from './compile-query.ts'

/** How many documents the words of a query find, and how many of those its filters let pass. */
export type Passing = { readonly found: number; readonly total: number }

/** What the words alone find, whatever the filters say of it; null where the words alone do not decide the order. */
export function compileFound({ text, sort, like, lift = null }: SearchQuery): Sql | null {
  if (!text || sort.by !== 'best' || like || lift !== null) return null
  return { sql: 'from words where words match ?', values: [compileText(text)] }
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

/**
 * The ids of a page out of the best that the words find: only of these is the document looked at. There are more of
 * them than the page has the more the filters leave out; should they leave out more of these than of all, the page
 * comes out too short. Null when filters that leave out most are better asked first.
 */
export function compileBest(query: SearchQuery, words: Sql, { found, total }: Passing): Sql | null {
  if (total * 2 < found) return null
  const { offset, size } = query.page
  const candidates = Math.ceil((offset + size) * ((2 * found) / total - 1))
  const passes = compileFilters(query.filters)
  return {
    sql: `select d.id from
            (select rowid as id, bm25(words, ${WEIGHTS}) as score ${words.sql}
             order by score, rowid desc limit ?) best
          cross join document d using (id) where ${passes.sql}
          order by best.score, d.id desc limit ? offset ?`,
    values: [...words.values, candidates, ...passes.values, size, offset],
  }
}
