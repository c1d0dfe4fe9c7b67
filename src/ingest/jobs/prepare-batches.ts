import { mapInOrder } from '../../lib/map-in-order.ts'
import type { PreparedFile } from '../prepare-file.ts'
import { FILES_PER_DECODER } from '../read-file.ts'
import type { PlannedFile } from './batches.ts'
import type { BatchesInWork, BatchInWork } from './batches-in-work.ts'
import { type FileServices, preparePlannedFile } from './prepare-planned-file.ts'
import type { ReadFile } from './prepared-file.ts'
import type { Run } from './run.ts'

/** Once workers have ended so often while they prepared a batch, its files are prepared one by one. */
const MAX_ENDED = 3
/** A file is refused once workers have ended so often while they prepared it alone. */
const MAX_ENDED_ALONE = 2
const ENDS_WORKERS = 'Workers ended each time they read this file.'

/** After so long no more batches are begun, so that new runs, and new options of runs, are noticed. */
const MAX_MS = 30_000

/**
 * Prepares files of these runs until none is left that nobody prepares, some time has passed, or `stopping` is aborted: files
 * in hand are then finished, and the others given back. While the last files of a batch are read, those of the next one are
 * begun.
 *
 * @param inWork the batches of this worker: those that it could not give back before are given back first.
 * @throws what `isPassing` recognises, after the files in work were given back.
 */
export async function prepareBatches(
  services: FileServices,
  inWork: BatchesInWork,
  runs: readonly Run[],
  stopping: AbortSignal,
): Promise<void> {
  await inWork.giveBack()
  const endMs = performance.now() + MAX_MS
  /** The batch at which workers have ended, when it is its turn. */
  let suspicious: BatchInWork | null = null

  async function* filesInHand(): AsyncGenerator<{ readonly batch: BatchInWork; readonly file: PlannedFile }> {
    while (!stopping.aborted && performance.now() < endMs) {
      const batch = await inWork.next(runs)
      if (batch === null) return
      if (batch.batch.attempts > MAX_ENDED) {
        suspicious = batch
        return
      }
      for (const file of batch.files) {
        if (stopping.aborted) return
        if (batch.lost.aborted) break
        yield { batch, file }
      }
    }
  }

  try {
    do {
      suspicious = null
      const atOnce = services.decoder.processes * FILES_PER_DECODER
      const prepared = mapInOrder(filesInHand(), atOnce, async ({ batch, file }) => ({
        batch,
        file: asRead(batch, file, await preparePlannedFile(services, batch.run, file)),
      }))
      for await (const { batch, file } of prepared) await inWork.save(batch, file)
      if (suspicious !== null) await prepareOneByOne(services, inWork, suspicious, stopping)
    } while (suspicious !== null)
  } finally {
    await inWork.giveBack()
  }
}

/** Prepares the files of a batch apart from each other, and counts how often that was begun. */
async function prepareOneByOne(
  services: FileServices,
  inWork: BatchesInWork,
  batch: BatchInWork,
  stopping: AbortSignal,
): Promise<void> {
  for (const file of batch.files) {
    if (stopping.aborted || batch.lost.aborted) return
    const { path, attempts } = file
    if (attempts >= MAX_ENDED_ALONE) {
      await inWork.save(batch, asRead(batch, file, { path, is: 'refused', reason: ENDS_WORKERS }), 1)
      continue
    }
    await inWork.beginAlone(batch, file)
    const prepared = await preparePlannedFile(services, batch.run, file)
    await inWork.save(batch, asRead(batch, file, prepared), 1)
  }
}

const asRead = (
  { batch: { runId } }: BatchInWork,
  { seq }: PlannedFile,
  prepared: PreparedFile,
): ReadFile => ({
  runId,
  seq,
  prepared,
})
