import { type Expression, type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'

/**
 * Ids as a subquery for use after `in`, or in a `from`, where its one column is `value`. All ids are passed as one
 * parameter, because databases limit the number of parameters.
 */
export function idList(db: Db, ids: readonly number[]): RawBuilder<number> {
  return idListFromJson(db, JSON.stringify(ids))
}

/** Like `idList`, for ids that are already a JSON list. */
export function idListFromJson(db: Db, json: string | Expression<string>): RawBuilder<number> {
  return isSqlite(db)
    ? sql`(select value from json_each(${json}))`
    : sql`(select value::bigint as value from json_array_elements_text(${json}::json) as list(value))`
}

/** Ids with their place in the list, from 0, as a subquery for use in a `from`: its columns are `value` and `place`. */
export function numberedIdList(db: Db, ids: readonly number[]): RawBuilder<{ value: number; place: number }> {
  const json = JSON.stringify(ids)
  return isSqlite(db)
    ? sql`(select value, key as place from json_each(${json}))`
    : sql`(select value::bigint as value, place - 1 as place
        from json_array_elements_text(${json}::json) with ordinality as list(value, place))`
}

/** Texts as a subquery, like `idList`. */
export function textList(db: Db, texts: readonly string[]): RawBuilder<string> {
  return textListFromJson(db, JSON.stringify(texts))
}

/** Like `textList`, for texts that are already a JSON list. */
export function textListFromJson(db: Db, json: string | Expression<string>): RawBuilder<string> {
  return isSqlite(db)
    ? sql`(select value from json_each(${json}))`
    : sql`(select value from json_array_elements_text(${json}::json) as list(value))`
}
