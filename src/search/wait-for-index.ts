import { setTimeout as delay } from 'node:timers/promises'
import { lastPosition } from '../catalogue/changes.ts'
import type { Db } from '../db/database.ts'
import { catchUp } from './indexer.ts'
import type { SearchIndexWriter } from './search-index.ts'

/** Longer than a server waits between two looks at the change log. */
const STANDSTILL_MS = 1000
const LOOK_MS = 50

/** Called with the changes that are in the index and all that there are, again and again. */
export type OnIndexed = (done: number, total: number) => void

/**
 * Returns when everything up to now is searchable. While a server of this library moves the index forward it is left
 * to it, for two that write one index wait for each other; when nobody does, the work is done here.
 */
export async function waitForIndex(
  { db, index }: { db: Db; index: SearchIndexWriter },
  onIndexed: OnIndexed = () => {},
): Promise<void> {
  const wanted = await lastPosition(db)
  let position = await index.position()
  let movedMs = performance.now()
  while (position < wanted && performance.now() - movedMs < STANDSTILL_MS) {
    await delay(LOOK_MS)
    const now = await index.position()
    if (now !== position) movedMs = performance.now()
    position = now
    onIndexed(position, wanted)
  }
  if (position !== wanted) await catchUp({ db, index }, (done) => onIndexed(done, wanted))
}
