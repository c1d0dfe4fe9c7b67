import { type Compilable, CompiledQuery, type Expression } from 'kysely'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'
import { idsOfJson } from './lists.ts'

/**
 * A query for the records with some ids, whose SQL is made once for each dialect: making it costs more than running
 * it. `build` gets the ids as an expression for `in`, which is the only parameter that it may have: other values are
 * literals.
 */
export function queryByIds<Row>(
  build: (db: Db, ids: Expression<number>) => Compilable<Row>,
): (db: Db, ids: readonly number[]) => Promise<Row[]> {
  const texts = new Map<boolean, string>()
  return async (db, ids) => {
    const list = JSON.stringify(ids)
    const dialect = isSqlite(db)
    let text = texts.get(dialect)
    if (text === undefined) {
      text = build(db, idsOfJson(db, list)).compile().sql
      texts.set(dialect, text)
    }
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [list]))
    return rows
  }
}
