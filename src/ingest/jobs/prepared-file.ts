import { deserialize, serialize } from 'node:v8'
import type { Db } from '../../db/database.ts'
import { inShortTransaction } from '../../db/short-transactions.ts'
import type { PreparedFile } from '../prepare-file.ts'

/** A file of a run, and what was read of it. */
export type ReadFile = { readonly runId: number; readonly seq: number; readonly prepared: PreparedFile }

/**
 * Saves what was read of files. Outcomes that change nothing are final; everything else is recorded later, in the order of
 * the files. Files that another worker has prepared meanwhile are left as they are.
 */
export async function savePrepared(db: Db, files: readonly ReadFile[]): Promise<void> {
  await inShortTransaction(db, async (tx) => {
    for (const { runId, seq, prepared } of files)
      await tx
        .updateTable('ingestFile')
        .set(isFinal(prepared) ? { outcome: JSON.stringify(prepared) } : { prepared: serialize(prepared) })
        .where('runId', '=', runId)
        .where('seq', '=', seq)
        .where('prepared', 'is', null)
        .where('outcome', 'is', null)
        .execute()
  })
}

/** Returns what was saved of a file; null if it cannot be read, because a worker with a newer Node has saved it. */
export function readPrepared(saved: Uint8Array): PreparedFile | null {
  try {
    return deserialize(saved) as PreparedFile
  } catch {
    return null
  }
}

/** Has a file prepared again, in a batch of its own; later, if the batch that begins with it is not complete yet. */
export async function prepareAgain(
  db: Db,
  { runId, seq }: { readonly runId: number; readonly seq: number },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows: added } = await tx
      .insertInto('ingestBatch')
      .values({ runId, firstSeq: seq, lastSeq: seq, attempts: 0 })
      .onConflict((conflict) => conflict.columns(['runId', 'firstSeq']).doNothing())
      .executeTakeFirstOrThrow()
    if (added === 0n) return
    await tx
      .updateTable('ingestFile')
      .set({ prepared: null })
      .where('runId', '=', runId)
      .where('seq', '=', seq)
      .execute()
  })
}

/** Returns whether the outcome of a file changes nothing in the library. */
const isFinal = (prepared: PreparedFile): boolean => !('decoded' in prepared) && prepared.is !== 'restored'
