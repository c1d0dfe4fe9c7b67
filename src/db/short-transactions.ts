import { setTimeout } from 'node:timers/promises'
import type { Db } from './database.ts'

/** How long one transaction of a long work holds the lock that a running server's writes wait for. */
const MAX_LOCK_MS = 20
/** Who waits for the lock looks for it now and then; without a pause he would seldom find it free. */
const PAUSE_MS = 10

/** One transaction of a long work that goes on beside a running server. */
export async function inShortTransaction(db: Db, work: (tx: Db) => Promise<void>): Promise<void> {
  await db.transaction().execute(work)
  await setTimeout(PAUSE_MS)
}

/** Does `work` for each item in order, in transactions that are ended as soon as they have lasted for a while. */
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
