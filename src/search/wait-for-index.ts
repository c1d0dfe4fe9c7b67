import { setTimeout as delay } from 'node:timers/promises'
import { lastPosition } from '../catalogue/changes.ts'
import type { Db } from '../db/database.ts'
import { catchUp } from './indexer.ts'
import type { SearchIndexWriter } from './search-index.ts'

/** If the index makes no progress for this long, no server is updating it. A server polls the change log more often. */
const STALLED_MS = 1000
const POLL_MS = 50

/** Reports progress: the number of changes that are in the index, and the total. */
export type OnIndexed = (done: number, total: number) => void

/**
 * Resolves when all changes so far are searchable. While a running server updates the index, this only waits, since two
 * processes that write to one index would slow each other down. If there is none (`isFollowed`), or it makes no progress, it
 * updates the index itself.
 */
export async function waitForIndex(
  { db, index }: { db: Db; index: SearchIndexWriter },
  isFollowed: () => boolean,
  onIndexed: OnIndexed = () => {},
): Promise<void> {
  const target = await lastPosition(db)
  let position = await index.position()
  let movedMs = performance.now()
  while (position < target && isFollowed() && performance.now() - movedMs < STALLED_MS) {
    await delay(POLL_MS)
    const now = await index.position()
    if (now !== position) movedMs = performance.now()
    position = now
    onIndexed(position, target)
  }
  if (position !== target) await catchUp({ db, index }, (done) => onIndexed(done, target))
}
