import { type Compilable, CompiledQuery, type Expression } from 'kysely'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'
import { idListFromJson } from './lists.ts'

/**
 * Makes a query for records by their ids, whose SQL is compiled once for each dialect, because compiling it costs more
 * than running it. `build` gets the ids as an expression for use after `in`. They must be the only parameter: other
 * values have to be literals.
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
      text = build(db, idListFromJson(db, list)).compile().sql
      texts.set(dialect, text)
    }
    const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [list]))
    return rows
  }
}
