import type { Db } from '../db/database.ts'
import { isFree, type Lease, leasedColumns, UNLEASED } from '../db/job-leases.ts'
import type { Transcode } from './transcode.ts'

/** A size that this process alone may make until its lease ends. */
export type LeasedTranscode = Pick<Transcode, 'seq' | 'originalBlob' | 'sizeName' | 'attempts'>

/**
 * Leases the next size to make: first those that customers wait for, in the order in which they became due. Null if nothing
 * is due, or `maxAtOnce` are being made, whichever servers make them.
 */
export async function leaseTranscode(
  db: Db,
  { maxAtOnce, ...lease }: Lease & { readonly maxAtOnce: number },
): Promise<LeasedTranscode | null> {
  const { now } = lease
  // Most of the time nothing is due, and then nothing is written.
  if ((await findDue(db, now)) === null) return null
  return db.transaction().execute(async (tx) => {
    const due = await findDue(tx, now)
    if (due === null || (await countLeased(tx, now)) >= maxAtOnce) return null
    const attempts = due.attempts + 1
    await tx
      .updateTable('transcode')
      .set(leasedColumns(lease))
      .set({ startedMs: now.getTime(), progress: 0, attempts })
      .where('seq', '=', due.seq)
      .execute()
    return { ...due, attempts }
  })
}

async function findDue(db: Db, now: Date): Promise<LeasedTranscode | null> {
  const found = await db
    .selectFrom('transcode')
    .select(['seq', 'originalBlob', 'sizeName', 'attempts'])
    .where('dueMs', '<=', now.getTime())
    .where(isFree(now))
    .orderBy('isWanted', 'desc')
    .orderBy('dueMs')
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return found ?? null
}

async function countLeased(tx: Db, now: Date): Promise<number> {
  const { count } = await tx
    .selectFrom('transcode')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('leasedUntilMs', '>', now.getTime())
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Records how far a job has come and renews its lease. Returns false if the lease was lost to another process. */
export async function renewLease(
  db: Db,
  seq: number,
  { progress, ...lease }: Lease & { readonly progress: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('transcode')
    .set({ progress, ...leasedColumns(lease) })
    .where('seq', '=', seq)
    .where('leasedBy', '=', lease.holder)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Ends the lease of a job that this process gives up because it stops: another one can take it at once. */
export async function releaseTranscode(
  db: Db,
  { seq, attempts }: LeasedTranscode,
  holder: string,
): Promise<void> {
  await db
    .updateTable('transcode')
    .set({ ...UNLEASED, startedMs: null, progress: 0, attempts: attempts - 1 })
    .where('seq', '=', seq)
    .where('leasedBy', '=', holder)
    .execute()
}
