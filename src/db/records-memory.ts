import { type Db, writerLockOf } from './database.ts'
import { commitsOf } from './recent-reads.ts'

/** What the threads of a server that have the records open share. */
export type RecordsMemory = {
  /** By which they take turns in writing to SQLite. Null in PostgreSQL, where they do so by a lock of the database. */
  readonly writerLock: SharedArrayBuffer | null
  /** In which they count what they commit; null if the database was opened by others. */
  readonly commits: SharedArrayBuffer | null
}

/** Returns what other threads need to open the same records. */
export const recordsMemoryOf = (db: Db): RecordsMemory => ({
  writerLock: writerLockOf(db)?.buffer ?? null,
  commits: commitsOf(db)?.buffer ?? null,
})
