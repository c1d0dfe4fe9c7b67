import { UnreachableRecords } from './unreachable-records.ts'

/** Primary result codes of SQLite: https://www.sqlite.org/rescode.html */
const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6
const SQLITE_READONLY = 8
const SQLITE_IOERR = 10
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
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
const UNWRITABLE = new Set([SQLITE_READONLY, SQLITE_FULL])

/**
 * Returns whether the records could not be read: the file of SQLite is damaged, locked by another process or cannot be read,
 * or PostgreSQL cannot be reached.
 */
export function isUnreadable(error: unknown): boolean {
  return error instanceof UnreachableRecords || UNREADABLE.has(resultOf(error))
}

/** Returns whether the records could not be written: for these reasons, or because they can only be read, or the disk is full. */
export function isUnwritable(error: unknown): boolean {
  return isUnreadable(error) || UNWRITABLE.has(resultOf(error))
}

/** Returns the primary result code of SQLite, which is the low byte; 0 for other errors. */
const resultOf = (error: unknown): number => ((error as { errcode?: number }).errcode ?? 0) & 0xff
