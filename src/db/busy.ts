import { setTimeout as delay } from 'node:timers/promises'

/** How long to wait for a lock that another process holds, normally for milliseconds. */
const MAX_WAIT_MS = 10_000
/** Pauses between the attempts; the last one is repeated. */
const PAUSES_MS = [1, 2, 5, 10, 20]

const SQLITE_BUSY = 5
/** The transaction read before another process wrote. It can never write any more, so waiting is useless. */
const SQLITE_BUSY_SNAPSHOT = 517

/**
 * Runs `work`, and retries it while another process holds the SQLite lock; after 10 s SQLite's error is thrown.
 * SQLite's own busy timeout would do the same, but node:sqlite is synchronous, so it would block everything else
 * meanwhile.
 */
export async function retryWhileBusy<T>(work: () => T): Promise<T> {
  const endMs = performance.now() + MAX_WAIT_MS
  for (let attempt = 0; ; attempt++) {
    try {
      return work()
    } catch (error) {
      if (!isBusy(error) || performance.now() > endMs) throw error
      await delay(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)]!)
    }
  }
}

/** Returns whether SQLite failed because another connection has the lock, so that a later attempt may succeed. */
export function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: number }
  return errcode !== undefined && (errcode & 0xff) === SQLITE_BUSY && errcode !== SQLITE_BUSY_SNAPSHOT
}
