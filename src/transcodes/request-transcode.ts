import type { Db } from '../db/database.ts'
import { fileOf, findTranscode, type MadeFile, type TranscodeId } from './transcode.ts'

/**
 * Has a size of a video made for a customer who waits for it, and returns null; or returns its file if it was made. In the
 * transaction of the download that needs it, so that both are recorded or neither is. One that failed or was evicted is
 * made again.
 */
export async function requestTranscode(
  tx: Db,
  { originalBlob, sizeName }: TranscodeId,
  now: Date,
): Promise<MadeFile | null> {
  const known = await findTranscode(tx, { originalBlob, sizeName })
  if (known === null) {
    await tx
      .insertInto('transcode')
      .values(newJob({ originalBlob, sizeName }, { isWanted: 1, now }))
      .execute()
    return null
  }
  const file = fileOf(known)
  if (file !== null) return file
  if (known.dueMs === null) await makeAgain(tx, known.seq, now)
  else if (known.isWanted === 0)
    await tx.updateTable('transcode').set({ isWanted: 1 }).where('seq', '=', known.seq).execute()
  return null
}

/** The record of a size that has yet to be made. */
export const newJob = (
  { originalBlob, sizeName }: TranscodeId,
  { isWanted, now }: { isWanted: 0 | 1; now: Date },
) => ({
  originalBlob,
  sizeName,
  isWanted,
  dueMs: now.getTime(),
  attempts: 0,
  leasedBy: null,
  leasedUntilMs: null,
  startedMs: null,
  progress: 0,
  failedMs: null,
  error: null,
  blob: null,
  bytes: null,
  usedMs: 0,
})

async function makeAgain(tx: Db, seq: number, now: Date): Promise<void> {
  const job = { isWanted: 1, dueMs: now.getTime(), attempts: 0, progress: 0, failedMs: null, error: null }
  await tx
    .updateTable('transcode')
    .set({ ...job, blob: null, bytes: null })
    .where('seq', '=', seq)
    .execute()
}

/**
 * Has a size made again whose file is recorded but missing from the store, for example because somebody deleted it. Unless
 * it was made again since `blob` was read.
 */
export async function replaceMissing(
  tx: Db,
  { seq, blob }: { seq: number; blob: string },
  now: Date,
): Promise<void> {
  const row = await tx.selectFrom('transcode').select('blob').where('seq', '=', seq).executeTakeFirst()
  if (row?.blob === blob) await makeAgain(tx, seq, now)
}
