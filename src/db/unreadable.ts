import { UnreachableRecords } from './unreachable-records.ts'

/** Primary result codes of SQLite: https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6
const SQLITE_IOERR = 10
const SQLITE_CORRUPT = 11
const SQLITE_CANTOPEN = 14
const SQLITE_NOTADB = 26

const UNREADABLE = new Set([
  SQLITE_BUSY,
  SQLITE_LOCKED,
  SQLITE_IOERR,
  SQLITE_CORRUPT,
  SQLITE_CANTOPEN,
  SQLITE_NOTADB,
])

/**
 * Returns whether the records could not be read: the file of SQLite is damaged, locked by another process or cannot be read,
 * or PostgreSQL cannot be reached.
 */
export function isUnreadable(error: unknown): boolean {
  if (error instanceof UnreachableRecords) return true
  const { errcode } = error as { errcode?: number }
  // The low byte is the primary result code.
  return errcode !== undefined && UNREADABLE.has(errcode & 0xff)
}
