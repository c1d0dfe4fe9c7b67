import type { Db } from '../../db/database.ts'
import { type KeptLease, keepLease } from '../../db/job-leases.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/log.ts'
import {
  addAttempts,
  completeBatch,
  filesToPrepare,
  type LeasedBatch,
  leaseBatch,
  type PlannedFile,
  releaseBatch,
  renewBatch,
} from './batches.ts'
import { type ReadFile, savePrepared } from './prepared-file.ts'
import type { Run } from './run.ts'

/** Files whose preparation is saved in one transaction. */
const SAVED_AT_ONCE = 16

/** A batch that this worker prepares. */
export type BatchInWork = {
  readonly run: Run
  readonly batch: LeasedBatch
  readonly files: readonly PlannedFile[]
  /** Aborted when another worker has taken the batch. */
  readonly lost: AbortSignal
}

type Held = BatchInWork & {
  readonly lease: KeptLease
  readonly unsaved: ReadFile[]
  left: number
  /** The number of the file that is being prepared alone; null if none is. */
  alone: number | null
}

/** The batches that a worker prepares at present. */
export type BatchesInWork = {
  /** Leases the next batch of these runs, and keeps the lease; null if there is none. */
  next(runs: readonly Run[]): Promise<BatchInWork | null>
  /** Counts that preparing a file apart from the others of its batch is begun. */
  beginAlone(batch: BatchInWork, file: PlannedFile): Promise<void>
  /** Saves what was read of a file, with other files unless `atOnce` is 1; the last file of a batch completes it. */
  save(batch: BatchInWork, file: ReadFile, atOnce?: number): Promise<void>
  /**
   * Saves what was read of all batches, and gives back the rest of their files. What cannot be given back, because the records
   * cannot be reached, is given back by the next call.
   */
  giveBack(): Promise<void>
}

/** Returns the batches of a worker, of which there are none yet. */
export function batchesInWork(
  { db, now, logger }: { readonly db: Db; readonly now: Clock; readonly logger: Logger },
  holder: string,
): BatchesInWork {
  const inWork = new Map<LeasedBatch, Held>()

  async function complete({ batch, lease }: Held): Promise<void> {
    await completeBatch(db, batch, holder)
    await lease.stop()
    inWork.delete(batch)
  }

  return {
    async next(runs) {
      for (;;) {
        const batch = await leaseBatch(db, runs, { holder, now: now() })
        if (batch === null) return null
        const lease = keepLease(
          () => renewBatch(db, batch, { holder, now: now() }),
          (err) => logger.error({ err }, 'the lease of files could not be renewed'),
        )
        const run = runs.find(({ id }) => id === batch.runId)!
        const held: Held = {
          run,
          batch,
          files: [],
          lost: lease.lost,
          lease,
          unsaved: [],
          left: 0,
          alone: null,
        }
        inWork.set(batch, held)
        const files = await filesToPrepare(db, batch)
        Object.assign(held, { files, left: files.length })
        if (files.length > 0) return held
        // A worker was killed after it had prepared them all.
        await complete(held)
      }
    },

    async beginAlone({ batch }, { seq }) {
      await addAttempts(db, { runId: batch.runId, seq }, 1)
      inWork.get(batch)!.alone = seq
    },

    async save({ batch }, file, atOnce = SAVED_AT_ONCE) {
      const held = inWork.get(batch)!
      held.alone = null
      held.unsaved.push(file)
      held.left--
      if (held.left > 0 && held.unsaved.length < atOnce) return
      await savePrepared(db, held.unsaved.splice(0))
      if (held.left === 0) await complete(held)
    },

    async giveBack() {
      for (const { batch, lease, unsaved, alone } of inWork.values()) {
        await lease.stop()
        try {
          await savePrepared(db, unsaved)
          await releaseBatch(db, batch, { holder, alone })
          inWork.delete(batch)
        } catch (err) {
          logger.error({ err }, 'files could not be given back')
        }
      }
    },
  }
}
