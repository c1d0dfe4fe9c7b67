import { setTimeout as delay } from 'node:timers/promises'
import type { RecordsPosition } from '../db/tables/changes.ts'

/** If the index makes no progress for this long, its server is not waited for any longer. */
const STALLED_MS = 10_000
const POLL_MS = 50

/**
 * Waits until the index that a server in another process updates has reached a point of the records. Returns false if it
 * makes no progress, and null if there is no server (`isServed`), or no longer.
 *
 * @param read reads how far the index has come
 * @param onPosition is called with that
 */
export async function untilServerReaches(
  { revision, position }: RecordsPosition,
  {
    isServed,
    read,
    onPosition,
  }: {
    readonly isServed: () => boolean | Promise<boolean>
    readonly read: () => Promise<RecordsPosition>
    readonly onPosition: (position: number) => void
  },
): Promise<boolean | null> {
  let seen: RecordsPosition | null = null
  let movedMs = performance.now()
  while (await isServed()) {
    const now = await read()
    onPosition(now.position)
    if (now.revision === revision && now.position >= position) return true
    if (now.position !== seen?.position || now.revision !== seen.revision) movedMs = performance.now()
    else if (performance.now() - movedMs > STALLED_MS) return false
    seen = now
    await delay(POLL_MS)
  }
  return null
}
