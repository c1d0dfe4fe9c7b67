import { setTimeout as delay } from 'node:timers/promises'

/** How long somebody waits for the lock of another process, which holds it for milliseconds. */
const MAX_WAIT_MS = 10_000
/** Pauses between the attempts; the last one is repeated. */
const PAUSES_MS = [1, 2, 5, 10, 20]

const SQLITE_BUSY = 5
/** A transaction that read before another process wrote: no waiting makes it writable. */
const SQLITE_BUSY_SNAPSHOT = 517

/**
 * Runs something with SQLite again and again while another process has the lock, and throws SQLite's error when that
 * lasts 10 s. SQLite's own busy timeout would do so too, but node:sqlite is synchronous: nothing else could run.
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

function isBusy(error: unknown): boolean {
  const { errcode } = error as { errcode?: number }
  return errcode !== undefined && (errcode & 0xff) === SQLITE_BUSY && errcode !== SQLITE_BUSY_SNAPSHOT
}
