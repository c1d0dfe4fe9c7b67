import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'
import type { CommitCount } from './postgres/commit-count.ts'

/** How long what was read from PostgreSQL may stand for the present, though other nodes may have changed it since. */
const MAX_AGE_MS = 50

/**
 * Returns a function that tells whether what is read from now on may still be used without reading it again.
 *
 * In SQLite, that is until the event loop goes on, so that calls which follow each other, such as those of one request, share a query:
 * nothing has arrived between them that could know of a later change, and a commit of this process takes longer, since it waits
 * for the disk. In PostgreSQL, where a query waits for the network, it is for this time, and until a thread of this process
 * has committed a transaction: what is changed on this node is seen on it at once
 * (docs/decisions/0038-position-of-the-log-in-postgresql.md).
 */
export function beginReading(db: Db): () => boolean {
  if (isSqlite(db)) return untilEventLoopGoesOn()
  const commits = commitsOf(db)
  if (commits === null) return () => false
  const [seen, startedMs] = [commits.value, performance.now()]
  return () => commits.value === seen && performance.now() - startedMs < MAX_AGE_MS
}

/** The count of the transactions of this process. Null in SQLite, and for a database that was opened by others. */
export function commitsOf(db: Db): CommitCount | null {
  const { adapter } = db.getExecutor()
  return 'commits' in adapter ? (adapter.commits as CommitCount) : null
}

function untilEventLoopGoesOn(): () => boolean {
  let isNow = true
  // NOTE: this runs when all promises that can go on have done so.
  process.nextTick(() => {
    isNow = false
  })
  return () => isNow
}
