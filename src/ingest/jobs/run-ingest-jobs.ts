import { randomUUID } from 'node:crypto'
import { repeatEvery } from '../../lib/repeat-every.ts'
import { batchesInWork } from './batches-in-work.ts'
import { openPlaces } from './places.ts'
import { prepareBatches } from './prepare-batches.ts'
import type { FileServices } from './prepare-planned-file.ts'
import { type RecordServices, recordRuns } from './record-runs.ts'
import { findRuns } from './run.ts'

/** How often files are looked for, and how long a worker waits after an error. */
const [PAUSE_MS, AFTER_ERROR_MS] = [250, 5000]

/**
 * Ingests files of the folders that commands have planned (`ingestByWorkers`), until it is stopped: files in hand are then
 * finished. Any number of workers share a folder.
 */
export function runIngestJobs(services: FileServices & RecordServices): () => Promise<void> {
  const { db, blobs, logger } = services
  const stopping = new AbortController()
  const inWork = batchesInWork(services, randomUUID())
  const placesOf = openPlaces(blobs, logger)
  const start = (what: string, step: (runs: Awaited<ReturnType<typeof findRuns>>) => Promise<void>) => {
    let waitUntilMs = 0
    let waitsFor: string | null = null
    return repeatEvery(
      PAUSE_MS,
      async () => {
        if (performance.now() < waitUntilMs) return
        const runs = await placesOf(await findRuns(db))
        if (runs.length > 0) await step(runs)
        if (waitsFor !== null) logger.info({ what }, 'ingesting goes on')
        waitsFor = null
      },
      (err) => {
        waitUntilMs = performance.now() + AFTER_ERROR_MS
        if (waitsFor !== String(err))
          logger.error({ err, what }, 'ingesting is tried again every few seconds')
        waitsFor = String(err)
      },
    )
  }
  const loops = [
    start('reading files', (runs) => prepareBatches(services, inWork, runs, stopping.signal)),
    start('recording files', (runs) => recordRuns(services, runs, stopping.signal)),
  ]
  return async () => {
    stopping.abort()
    await Promise.all(loops.map((loop) => loop.stop()))
  }
}
