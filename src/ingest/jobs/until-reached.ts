import { setTimeout as pause } from 'node:timers/promises'
import { UnreachableBlobs } from '../../blobs/unreachable-blobs.ts'
import { UnreachableRecords } from '../../db/unreachable-records.ts'

/** How often it is tried again. */
const PAUSE_MS = 1000

/** What waiting takes. */
export type Waiting = {
  /** Called when waiting begins, with what cannot be reached, and with null when it can be again. */
  readonly onWaiting?: (reason: Error | null) => void
  /** Ends the wait when it is aborted. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Does some work, and again while PostgreSQL or the bucket cannot be reached. It has to be right to do it twice, since it may have
 * been done when the connection broke.
 *
 * @throws UnreachableRecords, UnreachableBlobs when `signal` is aborted meanwhile.
 */
export async function untilReached<Result>(
  work: () => Promise<Result>,
  { onWaiting, signal }: Waiting,
): Promise<Result> {
  for (let isWaiting = false; ; isWaiting = true) {
    try {
      const result = await work()
      if (isWaiting) onWaiting?.(null)
      return result
    } catch (error) {
      const passes = error instanceof UnreachableRecords || error instanceof UnreachableBlobs
      if (!passes || signal?.aborted) throw error
      if (!isWaiting) onWaiting?.(error)
      await pause(PAUSE_MS, undefined, signal ? { signal } : {}).catch(() => {})
    }
  }
}
