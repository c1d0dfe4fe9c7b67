import type { Compilable, Expression } from 'kysely'
import type { Db } from './database.ts'
import { idListFromJson } from './lists.ts'
import { prepared, type Values } from './prepared.ts'

/** Makes a prepared query for records by their ids. `build` gets the ids as an expression for use after `in`. */
export function queryByIds<Row>(
  build: (db: Db, ids: Expression<number>) => Compilable<Row>,
): (db: Db, ids: readonly number[]) => Promise<Row[]> {
  const query = prepared((db, { list }: Values<{ list: string }>) => build(db, idListFromJson(db, list)))
  return (db, ids) => query(db, { list: JSON.stringify(ids) })
}
