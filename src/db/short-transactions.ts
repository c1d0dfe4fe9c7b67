import { setTimeout } from 'node:timers/promises'
import type { Db } from './database.ts'

/** How long one transaction of a long task may hold the lock, for which a running server's writes have to wait. */
const MAX_LOCK_MS = 20
/** Other processes poll for the lock; without this pause they would rarely find it free. */
const PAUSE_MS = 10

/** Runs one transaction of a long task, followed by a pause in which a running server can write. */
export async function inShortTransaction(db: Db, work: (tx: Db) => Promise<void>): Promise<void> {
  await db.transaction().execute(work)
  await setTimeout(PAUSE_MS)
}

/** Calls `work` for each item in order, in several transactions, each of which is committed after about 20 ms. */
export async function inShortTransactions<Item>(
  db: Db,
  items: readonly Item[],
  work: (tx: Db, item: Item) => Promise<void>,
): Promise<void> {
  for (let next = 0; next < items.length; ) {
    await inShortTransaction(db, async (tx) => {
      const startedMs = performance.now()
      do await work(tx, items[next++]!)
      while (next < items.length && performance.now() - startedMs < MAX_LOCK_MS)
    })
  }
}
