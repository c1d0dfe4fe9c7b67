import { Kysely } from 'kysely'
import { LogSync } from './log-sync.ts'
import { SqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

/** A connection or a transaction: functions that touch records take one first and never open their own. */
export type Db = Kysely<Tables>

const logs = new WeakMap<Db, LogSync>()

/**
 * The records of one library, in one file. What was written is durable when the promise of the query or transaction
 * resolves. Several processes may have the file open; a writer waits 10 s for another.
 */
export function openDatabase(path: string): Db {
  const log = new LogSync(path)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect(path, log) })
  logs.set(db, log)
  return db
}

/**
 * Resolves when everything that can be read here is durable. In SQLite a commit is seen a moment before it is: who
 * keeps something elsewhere that must not be ahead of the records after a power cut waits for this first.
 */
export async function untilDurable(db: Db): Promise<void> {
  await logs.get(db)?.sync()
}
