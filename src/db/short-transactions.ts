import type { Db } from './database.ts'

/** How long one transaction of a long work holds the lock that a running server's writes wait for. */
const MAX_HELD_MS = 25

/** Does `work` for each item in order, in transactions that are ended as soon as they have lasted for a while. */
export async function inShortTransactions<Item>(
  db: Db,
  items: readonly Item[],
  work: (tx: Db, item: Item) => Promise<void>,
): Promise<void> {
  for (let next = 0; next < items.length; ) {
    await db.transaction().execute(async (tx) => {
      const startedMs = performance.now()
      do await work(tx, items[next++]!)
      while (next < items.length && performance.now() - startedMs < MAX_HELD_MS)
    })
  }
}
