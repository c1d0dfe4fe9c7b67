import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'

/**
 * Ids as a subquery for `in`, with one column `value` where it stands in a `from`. However many they are, they are one
 * parameter: databases limit the number of parameters.
 */
export function idList(db: Db, ids: readonly number[]): RawBuilder<number> {
  return idsOfJson(db, JSON.stringify(ids))
}

/** The same of ids that are written as a JSON list already. */
export function idsOfJson(db: Db, json: string): RawBuilder<number> {
  return isSqlite(db)
    ? sql`(select value from json_each(${json}))`
    : sql`(select value::bigint as value from json_array_elements_text(${json}::json) as list(value))`
}

/** Texts as a subquery, like `idList`. */
export function textList(db: Db, texts: readonly string[]): RawBuilder<string> {
  const json = JSON.stringify(texts)
  return isSqlite(db)
    ? sql`(select value from json_each(${json}))`
    : sql`(select value from json_array_elements_text(${json}::json) as list(value))`
}

/** A column in a condition for which SQLite is not to use an index of that column. */
export function withoutIndex(db: Db, column: string): RawBuilder<number> {
  return isSqlite(db) ? sql`+${sql.ref(column)}` : sql`${sql.ref(column)}`
}
