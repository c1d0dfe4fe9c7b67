import type { Db } from '../db/database.ts'
import type { RecordsPosition } from '../db/tables/changes.ts'
import { recordsPosition } from './changes.ts'

/**
 * Reads records to show them, where that is best. `read` gets a database that has at least the changes up to the position that `asOf`
 * finds; it may be called twice, so it must only read.
 */
export type RecordsReader = <Result>(
  asOf: () => RecordsPosition | Promise<RecordsPosition>,
  read: (db: Db) => Promise<Result>,
) => Promise<Result>

/** After a failure of the replica, and when it has been found behind, it is not asked for so long. */
const [FAILED_MS, BEHIND_MS] = [1000, 50]

/** Reads from the database itself. */
export const ownRecords =
  (db: Db): RecordsReader =>
  (_asOf, read) =>
    read(db)

/**
 * Reads from a replica that has these changes, otherwise from the database itself: while the replica cannot be
 * reached, fails, or is behind. Behind the address of the replica there may be several, so each use asks the one that it reaches.
 *
 * @param onReachable is told when it cannot be read any more, and when it can again.
 */
export function replicatedRecords(
  db: Db,
  replica: Db,
  onReachable: (isReachable: boolean, reason: unknown) => void,
): RecordsReader {
  let restsUntilMs = 0
  let isReachable = true
  const tell = (now: boolean, reason: unknown = null) => {
    if (now !== isReachable) onReachable(now, reason)
    isReachable = now
  }
  const rest = (forMs: number) => {
    restsUntilMs = performance.now() + forMs
  }
  return async (asOf, read) => {
    if (performance.now() < restsUntilMs) return read(db)
    const wanted = await asOf()
    try {
      const found = await replica.connection().execute(async (connection) => {
        const has = await recordsPosition(connection)
        return isAtLeast(has, wanted) ? { result: await read(connection) } : null
      })
      tell(true)
      if (found !== null) return found.result
      rest(BEHIND_MS)
    } catch (error) {
      tell(false, error)
      rest(FAILED_MS)
    }
    return read(db)
  }
}

const isAtLeast = (has: RecordsPosition, wanted: RecordsPosition): boolean =>
  has.revision > wanted.revision || (has.revision === wanted.revision && has.position >= wanted.position)
