import type { CommitCount } from './commit-count.ts'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'

/**
 * How long what was read may stand for the present, though other nodes or commands may have changed it since. SQLite is asked
 * more often, because it need not be waited for, and a command takes longer to end.
 */
const MAX_AGE_MS = { sqlite: 10, postgres: 50 }

/**
 * Returns a function that tells whether what is read from now on may still be used without reading it again: for this time, and
 * until a thread of this process has committed a change, so that what a server has changed is seen by it at once
 * (docs/decisions/0038-position-of-the-log.md).
 */
export function beginReading(db: Db): () => boolean {
  const commits = commitsOf(db)
  if (commits === null) return () => false
  const [seen, startedMs] = [commits.value, performance.now()]
  const maxAgeMs = isSqlite(db) ? MAX_AGE_MS.sqlite : MAX_AGE_MS.postgres
  return () => commits.value === seen && performance.now() - startedMs < maxAgeMs
}

/** The count of what this process has committed. Null for a database that was opened by others. */
export function commitsOf(db: Db): CommitCount | null {
  const { adapter } = db.getExecutor()
  return 'commits' in adapter ? (adapter.commits as CommitCount) : null
}
