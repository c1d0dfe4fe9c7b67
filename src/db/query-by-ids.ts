import { type Compilable, CompiledQuery, type Expression, sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * A query for the records with some ids, whose SQL is made once: making it costs more than running it. `build` gets
 * the ids as an expression for `in`, which is the only parameter that it may have: other values are literals.
 */
export function queryByIds<Row>(
  build: (db: Db, ids: Expression<number>) => Compilable<Row>,
): (db: Db, ids: readonly number[]) => Promise<Row[]> {
  let text: string | null = null
  return async (db, ids) => {
    const list = JSON.stringify(ids)
    text ??= build(db, sql<number>`(select value from json_each(${list}))`).compile().sql
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [list]))
    return rows
  }
}
