import { CompiledQuery, type Insertable } from 'kysely'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'
import { runCompiled } from './run-compiled.ts'
import type { Tables } from './tables.ts'

const texts = new Map<string, string>()
const MAX_TEXTS = 500

/**
 * Inserts rows that all have the same columns. The compiled SQL is cached, because compiling it takes longer than
 * running it when thousands of records are written one by one. A column whose value is undefined gets its default.
 */
export async function insertRows<Table extends keyof Tables & string>(
  tx: Db,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  const first = rows[0] as Record<string, unknown> | undefined
  if (!first) return
  const columns = Object.keys(first).filter((column) => first[column] !== undefined)
  const key = `${isSqlite(tx)} ${table} ${rows.length} ${columns.join()}`
  let text = texts.get(key)
  if (text === undefined) {
    text = tx.insertInto(table).values(rows).compile().sql
    if (texts.size >= MAX_TEXTS) texts.clear()
    texts.set(key, text)
  }
  const values = rows.flatMap((row) => columns.map((column) => (row as Record<string, unknown>)[column]))
  await runCompiled(tx, CompiledQuery.raw(text, values))
}
