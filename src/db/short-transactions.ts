import { setTimeout } from 'node:timers/promises'
import type { Db } from './database.ts'

/** After so long a transaction of a long piece of work ends: the writes of a running server wait for the lock that it holds. */
const MAX_LOCK_MS = 25
/** Waiting processes poll for the lock; without a pause between transactions they would rarely find it free. */
const PAUSE_MS = 10
/** Items that a transaction prepares at once; it may prepare several groups, and leaves at most one unfinished. */
const MAX_GROUP = 100

const lastEndMs = new WeakMap<Db, number>()

/**
 * Runs one transaction of a long piece of work beside a running server. It begins at least `PAUSE_MS` after the last
 * one that was run this way, so work between transactions, such as reading a file, counts as the pause.
 */
export async function inShortTransaction<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  const waitMs = (lastEndMs.get(db) ?? Number.NEGATIVE_INFINITY) + PAUSE_MS - performance.now()
  if (waitMs > 0) await setTimeout(waitMs)
  try {
    return await db.transaction().execute(work)
  } finally {
    lastEndMs.set(db, performance.now())
  }
}

/** Does `work` for each item in order, in transactions that end once they have lasted `MAX_LOCK_MS`. */
export async function inShortTransactions<Item>(
  db: Db,
  items: readonly Item[],
  work: (tx: Db, item: Item) => Promise<void>,
): Promise<void> {
  await inPreparedTransactions(db, items, async (tx) => ({ save: (item) => work(tx, item) }))
}

/** What is done for each of several items that were prepared, and after the last one in the same transaction. */
export type PreparedWork<Item> = {
  readonly save: (item: Item) => Promise<void>
  readonly finish?: () => Promise<void>
}

/**
 * Like `inShortTransactions`, for work that looks up or writes several items at once: `prepare` is called in the transaction
 * with the next items, and returns what is then done for them. Those that the transaction has no time for are prepared again
 * in the next one.
 */
export async function inPreparedTransactions<Item>(
  db: Db,
  items: readonly Item[],
  prepare: (tx: Db, next: readonly Item[]) => Promise<PreparedWork<Item>>,
): Promise<void> {
  for (let next = 0; next < items.length; ) {
    await inShortTransaction(db, async (tx) => {
      const endMs = performance.now() + MAX_LOCK_MS
      const hasTime = () => performance.now() < endMs
      do {
        const group = items.slice(next, next + MAX_GROUP)
        const { save, finish } = await prepare(tx, group)
        for (const item of group) {
          await save(item)
          next++
          if (!hasTime()) break
        }
        await finish?.()
      } while (next < items.length && hasTime())
    })
  }
}
