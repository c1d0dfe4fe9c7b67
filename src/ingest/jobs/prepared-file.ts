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

/** Returns what was saved of a file. */
export const readPrepared = (saved: Uint8Array): PreparedFile => deserialize(saved) as PreparedFile

/** Returns whether the outcome of a file changes nothing in the library. */
const isFinal = (prepared: PreparedFile): boolean => !('decoded' in prepared) && prepared.is !== 'restored'
