import type { DatabaseSync, PrepareOptions, SQLInputValue, StatementSync } from 'node:sqlite'
import type { Sql } from './sql.ts'

/** Statements by their text, the last hundred kept. */
export function prepared(file: DatabaseSync, options: PrepareOptions = {}): (sql: string) => StatementSync {
  const known = new Map<string, StatementSync>()
  return (sql) => {
    const found = known.get(sql) ?? file.prepare(sql, options)
    if (known.size >= 100) known.clear()
    known.set(sql, found)
    return found
  }
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
