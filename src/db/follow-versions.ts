import { isProblem } from '../lib/problem.ts'
import { type Repetition, repeatEvery } from '../lib/repeat-every.ts'
import type { Db } from './database.ts'
import { MIGRATIONS } from './migrate.ts'
import { newerMigrations, refuseIfBroken } from './newer-versions.ts'

/** How often it is looked whether a newer version has changed the records. */
const PAUSE_MS = 2000

/** What looks whether this version can still work with the records. */
export type VersionFollowing = Pick<Repetition, 'stop'> & {
  /** Rejects with the Problem NewerRecords if it cannot; the process has to end then. */
  readonly outdated: Promise<never>
}

/**
 * Looks again and again whether a newer version has changed the records.
 *
 * @param onNewer called once when it has, and this one goes on.
 */
export function followVersions(db: Db, onNewer: (migrations: readonly string[]) => void): VersionFollowing {
  const { promise: outdated, reject } = Promise.withResolvers<never>()
  outdated.catch(() => {})
  let isTold = false
  const { stop } = repeatEvery(
    PAUSE_MS,
    async () => {
      const newer = await newerMigrations(db, MIGRATIONS)
      refuseIfBroken(newer)
      if (newer.length > 0 && !isTold) onNewer(newer)
      isTold = newer.length > 0
    },
    // Whatever else uses the records says that they cannot be reached.
    (error) => {
      if (isProblem(error, 'NewerRecords')) reject(error)
    },
  )
  return { outdated, stop }
}

/** What a process says that goes on with records of a newer version. */
export const GOES_ON =
  'a newer version of Vitrine has changed the records: this one goes on with them until it is replaced'
