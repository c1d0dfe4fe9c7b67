import type { DatabaseSync, PrepareOptions, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Sql } from './sql.ts'

const MAX_PREPARED = 100

/** Prepares statements and caches them by their SQL. */
function prepared(file: DatabaseSync, options: PrepareOptions = {}): (sql: string) => StatementSync {
  const cache = new Map<string, StatementSync>()
  return (sql) => {
    const statement = cache.get(sql) ?? file.prepare(sql, options)
    if (cache.size >= MAX_PREPARED) cache.clear()
    cache.set(sql, statement)
    return statement
  }
}

/**
 * Makes a function that runs writing statements and returns the number of rows changed. NOTE: FTS5 writes internal rows
 * whose ids exceed a safe integer. node:sqlite returns the last inserted id with every statement, and throws unless
 * bigints are allowed.
 */
export function runner(file: DatabaseSync): (sql: string, ...values: readonly SQLInputValue[]) => number {
  const statement = prepared(file, { readBigInts: true })
  return (sql, ...values) => Number(statement(sql).run(...values).changes)
}

/** Makes functions that read: all rows, the ids of the rows, and the number of matches. */
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
