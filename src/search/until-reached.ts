import { setTimeout as delay } from 'node:timers/promises'
import type { RecordsPosition } from '../db/tables/changes.ts'

/** If the index makes no progress for this long, no server is updating it: a batch takes less, also on a busy machine. */
const STALLED_MS = 10_000
const POLL_MS = 50

/**
 * Waits until the index that a running server updates has reached a point of the records, unless it makes no progress or
 * `isUpdated` says that there is no server. Returns what was read last.
 */
export async function untilReached(
  read: () => Promise<RecordsPosition>,
  { revision, position }: RecordsPosition,
  {
    isUpdated = () => true,
    onRead = () => {},
  }: { isUpdated?: () => boolean; onRead?: (seen: RecordsPosition) => void } = {},
): Promise<RecordsPosition> {
  let seen = await read()
  let movedMs = performance.now()
  const isReached = () => seen.revision === revision && seen.position >= position
  while (!isReached() && isUpdated() && performance.now() - movedMs < STALLED_MS) {
    await delay(POLL_MS)
    const now = await read()
    if (now.position !== seen.position || now.revision !== seen.revision) movedMs = performance.now()
    seen = now
    onRead(seen)
  }
  return seen
}
