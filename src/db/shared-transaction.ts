import { setImmediate } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { Db } from './database.ts'

/** Work that waits for a transaction, and how it is settled. */
type Waiting = {
  readonly work: (tx: Db) => Promise<unknown>
  readonly resolve: (result: unknown) => void
  readonly reject: (error: unknown) => void
}

/** How many pieces of work share a transaction at most, so that it does not keep other writers waiting. */
const MAX_SHARED = 16

const SAVEPOINT = CompiledQuery.raw('savepoint "work"')
const RELEASE = CompiledQuery.raw('release savepoint "work"')
const UNDO = CompiledQuery.raw('rollback to savepoint "work"')

/** The work that waits until the transactions before it are durable. */
const queues = new WeakMap<Db, Waiting[]>()

/**
 * Runs a short piece of work like a transaction of its own: what it writes is durable when the promise resolves, and nothing
 * of it is written if it throws. Work that is requested until an earlier transaction is durable shares the next one, one
 * piece after another (docs/decisions/0024-downloads-share-transactions.md). It is done a second time if another piece has
 * failed, so it must change nothing but the database.
 */
export function inSharedTransaction<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const waiting = { work, resolve, reject }
  const queue = queues.get(db)
  if (queue) queue.push(waiting)
  else void runGroups(db, [waiting])
  return promise as Promise<Result>
}

async function runGroups(db: Db, queue: Waiting[]): Promise<void> {
  queues.set(db, queue)
  while (queue.length > 0) {
    // Work of requests that have arrived already joins.
    await setImmediate()
    await runGroup(db, queue.splice(0, MAX_SHARED))
  }
  queues.delete(db)
}

/** Thrown to roll back the transaction of a group in which a piece of work has failed. */
class WorkFailed extends Error {}

/**
 * Does all work of a group in one transaction. Even a piece of work that failed is settled after the commit: it may have
 * been refused because of what others of the group have written.
 */
async function runGroup(db: Db, group: readonly Waiting[]): Promise<void> {
  try {
    const settlements = (await runAsOne(db, group)) ?? (await runApart(db, group))
    for (const settle of settlements) settle()
  } catch (error) {
    for (const { reject } of group) reject(error)
  }
}

/**
 * Does the work of a group without savepoints, which take as long as two more queries. Work seldom fails; if it does,
 * everything is rolled back, and null returned.
 */
async function runAsOne(db: Db, group: readonly Waiting[]): Promise<(() => void)[] | null> {
  const done = db.transaction().execute(async (tx) => {
    const settlements: (() => void)[] = []
    for (const { work, resolve } of group) {
      const result = await work(tx).catch((cause) => {
        throw new WorkFailed('', { cause })
      })
      settlements.push(() => resolve(result))
    }
    return settlements
  })
  return done.catch((error) => {
    if (!(error instanceof WorkFailed)) throw error
    if (group.length > 1) return null
    throw error.cause
  })
}

/** Does the work of a group so that each piece can fail by itself. */
async function runApart(db: Db, group: readonly Waiting[]): Promise<(() => void)[]> {
  return db.transaction().execute(async (tx) => {
    const settlements: (() => void)[] = []
    for (const waiting of group) settlements.push(await runAlone(tx, waiting))
    return settlements
  })
}

/** Does one piece of work, undoes what it wrote if it fails, and returns how to settle it. */
async function runAlone(tx: Db, { work, resolve, reject }: Waiting): Promise<() => void> {
  await tx.executeQuery(SAVEPOINT)
  try {
    const result = await work(tx)
    await tx.executeQuery(RELEASE)
    return () => resolve(result)
  } catch (error) {
    // SQLite ends the whole transaction when the disk is full. Then this fails, and so does all work of the group.
    await tx.executeQuery(UNDO).catch(() => {
      throw error
    })
    await tx.executeQuery(RELEASE)
    return () => reject(error)
  }
}
