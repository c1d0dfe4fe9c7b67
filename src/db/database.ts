import { Kysely } from 'kysely'
import { SqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'
import { WalSync } from './wal-sync.ts'

/**
 * A database or a transaction. Functions that touch records take one as their first argument and never open their own.
 */
export type Db = Kysely<Tables>

const walSyncs = new WeakMap<Db, WalSync>()

/**
 * Opens the database of one library, which is one file. A write is durable when the promise of its query or transaction
 * resolves. Several processes may have the file open; a writer waits up to 10 s for another.
 */
export function openDatabase(path: string): Db {
  const wal = new WalSync(path)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect(path, wal) })
  walSyncs.set(db, wal)
  return db
}

/**
 * Resolves when everything that can be read now is durable. In SQLite a commit becomes visible slightly before it is
 * durable, so data derived from records, which must not be ahead of them after a power cut, is written after this.
 */
export async function waitUntilDurable(db: Db): Promise<void> {
  await walSyncs.get(db)?.sync()
}
