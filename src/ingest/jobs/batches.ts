import type { Db } from '../../db/database.ts'
import { isFree, type Lease, leasedColumns, UNLEASED } from '../../db/job-leases.ts'

/** Files of a run that this worker alone prepares until its lease ends. */
export type LeasedBatch = {
  readonly runId: number
  readonly firstSeq: number
  readonly lastSeq: number
  /** How often preparing it was begun, this time included. */
  readonly attempts: number
}

/** A file to prepare. */
export type PlannedFile = {
  readonly seq: number
  readonly path: string
  readonly target: string | null
  readonly attempts: number
}

/** How long the leases of files last: those who wait for a killed worker have to wait for so long. */
export const INGEST_LEASE_MS = 10_000

/** How many files may be prepared and not yet recorded, so that they take little space in the records. */
const FILES_AHEAD = 8192

/** Leases the first free batch of the first of these runs that has one. Null if none has. */
export async function leaseBatch(
  db: Db,
  runs: readonly { readonly id: number }[],
  lease: Lease,
): Promise<LeasedBatch | null> {
  for (const { id: runId } of runs) {
    const findFree = (tx: Db) =>
      tx
        .selectFrom('ingestBatch')
        .select(['runId', 'firstSeq', 'lastSeq', 'attempts'])
        .where('runId', '=', runId)
        .where((eb) => eb('firstSeq', '<=', eb(recordedSeqOf(tx, runId), '+', FILES_AHEAD)))
        .where(isFree(lease.now))
        .orderBy('firstSeq')
        .limit(1)
        .executeTakeFirst()
    // Most of the time nothing is to be done, and then nothing is written.
    if ((await findFree(db)) === undefined) continue
    const leased = await db.transaction().execute(async (tx) => {
      const free = await findFree(tx)
      if (free === undefined) return null
      const attempts = free.attempts + 1
      await batchRow(tx, free)
        .set({ ...leasedColumns(lease, INGEST_LEASE_MS), attempts })
        .execute()
      return { ...free, attempts }
    })
    if (leased !== null) return leased
  }
  return null
}

const recordedSeqOf = (db: Db, runId: number) =>
  db.selectFrom('ingestRun').select('recordedSeq').where('id', '=', runId)

/** Renews the lease of a batch. Returns false if it was lost to another worker, or the run was cancelled. */
export async function renewBatch(db: Db, batch: LeasedBatch, lease: Lease): Promise<boolean> {
  const { numUpdatedRows } = await batchRow(db, batch)
    .set(leasedColumns(lease, INGEST_LEASE_MS))
    .where('leasedBy', '=', lease.holder)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * Ends the lease of a batch that this worker gives back, so that another one can take it at once, and counts it and the file that
 * was prepared alone as not begun, even if another worker has taken the batch meanwhile.
 */
export async function releaseBatch(
  db: Db,
  batch: LeasedBatch,
  { holder, alone }: { readonly holder: string; readonly alone: number | null },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await batchRow(tx, batch)
      .set((eb) => ({ attempts: eb('attempts', '-', 1) }))
      .execute()
    await batchRow(tx, batch).set(UNLEASED).where('leasedBy', '=', holder).execute()
    if (alone !== null) await addAttempts(tx, { runId: batch.runId, seq: alone }, -1)
  })
}

/** Changes how often preparing a file alone was begun. */
export async function addAttempts(
  db: Db,
  { runId, seq }: { readonly runId: number; readonly seq: number },
  count: number,
): Promise<void> {
  await db
    .updateTable('ingestFile')
    .set((eb) => ({ attempts: eb('attempts', '+', count) }))
    .where('runId', '=', runId)
    .where('seq', '=', seq)
    .execute()
}

/** Deletes a batch whose files are all prepared. */
export async function completeBatch(db: Db, batch: LeasedBatch, holder: string): Promise<void> {
  await db
    .deleteFrom('ingestBatch')
    .where('runId', '=', batch.runId)
    .where('firstSeq', '=', batch.firstSeq)
    .where('leasedBy', '=', holder)
    .execute()
}

/** Returns the files of a batch that no worker has prepared yet. */
export const filesToPrepare = (db: Db, { runId, firstSeq, lastSeq }: LeasedBatch): Promise<PlannedFile[]> =>
  db
    .selectFrom('ingestFile')
    .select(['seq', 'path', 'target', 'attempts'])
    .where('runId', '=', runId)
    .where('seq', '>=', firstSeq)
    .where('seq', '<=', lastSeq)
    .where('prepared', 'is', null)
    .where('outcome', 'is', null)
    .orderBy('seq')
    .execute()

const batchRow = (db: Db, { runId, firstSeq }: Pick<LeasedBatch, 'runId' | 'firstSeq'>) =>
  db.updateTable('ingestBatch').where('runId', '=', runId).where('firstSeq', '=', firstSeq)
