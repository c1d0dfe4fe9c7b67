import type { Db } from '../db/database.ts'
import { UNLEASED } from '../db/job-leases.ts'
import { raiseRevision } from '../db/revisions.ts'
import type { LeasedTranscode } from './lease-transcode.ts'
import type { MadeFile, TranscodeId } from './transcode.ts'

/** What follows from the end of a job, in the transaction that records it. */
export type Consequences = {
  made(tx: Db, id: TranscodeId, made: { readonly file: MadeFile; readonly now: Date }): Promise<void>
  /** It is not tried again by itself. */
  failed(tx: Db, id: TranscodeId, failure: { readonly reason: string; readonly now: Date }): Promise<void>
}

/** Why an attempt failed, for people, and after how long to try again; null is never. */
export type Failure = { readonly reason: string; readonly retryAfterMs: number | null }

/** Who made a size, and when it ended. */
type Ended = { readonly holder: string; readonly now: Date }

/** Records the file of a size, unless the lease was lost to another process. */
export async function recordMade(
  db: Db,
  job: LeasedTranscode,
  file: MadeFile,
  { holder, now, consequences }: Ended & { readonly consequences: Consequences },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const outcome = { ...file, dueMs: null, isWanted: 0, progress: 1, usedMs: now.getTime() }
    if (!(await end(tx, job, holder, outcome))) return
    await consequences.made(tx, job, { file, now })
    // What is remembered of its video, on all nodes, does not state its bytes.
    await raiseRevision(tx, 'answers')
  })
}

/** Records that an attempt failed, unless the lease was lost to another process. */
export async function recordFailed(
  db: Db,
  job: LeasedTranscode,
  { reason, retryAfterMs }: Failure,
  { holder, now, consequences }: Ended & { readonly consequences: Consequences },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const outcome =
      retryAfterMs === null
        ? { dueMs: null, isWanted: 0, progress: 0, failedMs: now.getTime(), error: reason }
        : { dueMs: now.getTime() + retryAfterMs, progress: 0 }
    const isEnded = await end(tx, job, holder, outcome)
    if (isEnded && retryAfterMs === null) await consequences.failed(tx, job, { reason, now })
  })
}

/** Returns whether the lease was still this process's. */
async function end(tx: Db, { seq }: LeasedTranscode, holder: string, outcome: object): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('transcode')
    .set({ ...UNLEASED, startedMs: null, ...outcome })
    .where('seq', '=', seq)
    .where('leasedBy', '=', holder)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** No server makes a size that has been due for so long: the link to its download has expired. */
const ABANDONED_MS = 86_400_000
const UNMADE = 'No server that can make this size of the video was running.'

/** Ends jobs that no server has made, for example because ffmpeg was removed from the machine. */
export async function failAbandoned(
  db: Db,
  { now, consequences }: { readonly now: Date; readonly consequences: Consequences },
): Promise<void> {
  const untilMs = now.getTime() - ABANDONED_MS
  const abandoned = await db
    .selectFrom('transcode')
    .select(['seq', 'originalBlob', 'sizeName'])
    .where('isWanted', '=', 1)
    .where('dueMs', '<=', untilMs)
    .where('leasedBy', 'is', null)
    .execute()
  for (const job of abandoned)
    await db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('transcode')
        .set({ dueMs: null, isWanted: 0, failedMs: now.getTime(), error: UNMADE })
        .where('seq', '=', job.seq)
        .where('dueMs', '<=', untilMs)
        .where('leasedBy', 'is', null)
        .executeTakeFirstOrThrow()
      if (numUpdatedRows > 0n) await consequences.failed(tx, job, { reason: UNMADE, now })
    })
}
