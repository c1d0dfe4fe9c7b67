/** Returns the message of an error with its causes; for what the owner can mend, what to do. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (isDiskFull(error))
    return 'The disk is full. Everything acknowledged is safe; free some space and run the command again.'
  if (isSqlite(error, SQLITE_READONLY))
    return 'The library cannot be written to: its files are read-only or belong to another user.'
  return error.cause === undefined ? error.message : `${error.message} (${sentenceOf(error.cause)})`
}

/** Result codes of SQLite; the lowest byte of an extended one says the same in general. */
const [SQLITE_READONLY, SQLITE_FULL] = [8, 13]

const isDiskFull = (error: NodeJS.ErrnoException) => error.code === 'ENOSPC' || isSqlite(error, SQLITE_FULL)

const isSqlite = (error: Error & { code?: string; errcode?: number }, result: number) =>
  error.code === 'ERR_SQLITE_ERROR' && ((error.errcode ?? 0) & 0xff) === result
