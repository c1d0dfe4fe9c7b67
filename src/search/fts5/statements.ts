import type { DatabaseSync, PrepareOptions, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Sql } from './sql.ts'

/** Statements by their text, the last hundred kept. */
function prepared(file: DatabaseSync, options: PrepareOptions = {}): (sql: string) => StatementSync {
  const known = new Map<string, StatementSync>()
  return (sql) => {
    const found = known.get(sql) ?? file.prepare(sql, options)
    if (known.size >= 100) known.clear()
    known.set(sql, found)
    return found
  }
}

/**
 * Runs statements that write, and returns how many rows each changed. FTS5 writes rows of its own whose ids are beyond
 * what a number holds; node:sqlite returns the last of them with the statements that follow too, and throws unless it
 * may return it as a bigint.
 */
export function runner(file: DatabaseSync): (sql: string, ...values: readonly SQLInputValue[]) => number {
  const statement = prepared(file, { readBigInts: true })
  return (sql, ...values) => Number(statement(sql).run(...values).changes)
}

/** How an index is read: rows, ids of rows, how many match. */
export function reader(file: DatabaseSync) {
  const statement = prepared(file)
  const all = ({ sql, values }: Sql) => statement(sql).all(...values) as Record<string, SQLInputValue>[]
  return {
    all,
    ids: (sql: Sql) => all(sql).map(({ id }) => Number(id)),
    count: ({ sql, values }: Sql) =>
      Number(all({ sql: `select count(*) as total ${sql}`, values })[0]?.total),
  }
}
