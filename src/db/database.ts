import { Kysely } from 'kysely'
import { SharedLock } from '../lib/shared-lock.ts'
import { CommitCount } from './commit-count.ts'
import { SqliteDialect } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'
import { WalSync } from './wal-sync.ts'

/**
 * A database or a transaction. Functions that touch records take one as their first argument and never open their own.
 */
export type Db = Kysely<Tables>

const walSyncs = new WeakMap<Db, WalSync>()
const writerLocks = new WeakMap<Db, SharedLock>()

/** How many threads may have one database open. */
const MAX_THREADS = 65

/**
 * Opens the database of one library, which is one file. A write is durable when the promise of its query or transaction
 * resolves. Several processes may have the file open; a writer waits up to 10 s for another.
 *
 * @param shared by which the threads of this process take turns in writing, and count what they commit, if another one has
 *   opened the file.
 */
export function openDatabase(
  path: string,
  shared?: { readonly lock: SharedLock; readonly commits: SharedArrayBuffer },
): Db {
  const wal = new WalSync(path, shared !== undefined)
  const lock = shared?.lock ?? new SharedLock(SharedLock.memory(MAX_THREADS), 1)
  const dialect = new SqliteDialect(path, wal, lock, new CommitCount(shared?.commits))
  const db = new Kysely<Tables>({ dialect })
  walSyncs.set(db, wal)
  writerLocks.set(db, lock)
  return db
}

/** The lock of those who write to a database, for other threads. Null in PostgreSQL. */
export function writerLockOf(db: Db): SharedLock | null {
  return writerLocks.get(db) ?? null
}

/**
 * Resolves when everything that can be read now is durable. In SQLite a commit becomes visible slightly before it is
 * durable, so data derived from records, which must not be ahead of them after a power cut, is written after this.
 */
export async function waitUntilDurable(db: Db): Promise<void> {
  await walSyncs.get(db)?.sync()
}
