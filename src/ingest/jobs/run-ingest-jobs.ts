import { randomUUID } from 'node:crypto'
import { repeatEvery } from '../../lib/repeat-every.ts'
import { openPlaces } from './places.ts'
import { type PrepareServices, prepareBatches } from './prepare-batches.ts'
import { type RecordServices, recordRuns } from './record-runs.ts'
import { findRuns } from './run.ts'

/** How often files are looked for, and how long a worker waits after an error. */
const [PAUSE_MS, AFTER_ERROR_MS] = [250, 5000]

/**
 * Ingests files of the folders that commands have planned (`ingestByWorkers`), until it is stopped: files in hand are then
 * finished. Any number of workers share a folder.
 */
export function runIngestJobs(services: PrepareServices & RecordServices): () => Promise<void> {
  const { db, blobs, logger } = services
  const stopping = new AbortController()
  const worker = { holder: randomUUID(), stopping: stopping.signal }
  const placesOf = openPlaces(blobs, logger)
  const start = (what: string, step: (runs: Awaited<ReturnType<typeof findRuns>>) => Promise<void>) => {
    let waitUntilMs = 0
    return repeatEvery(
      PAUSE_MS,
      async () => {
        if (performance.now() < waitUntilMs) return
        const runs = await placesOf(await findRuns(db))
        if (runs.length > 0) await step(runs)
      },
      (err) => {
        waitUntilMs = performance.now() + AFTER_ERROR_MS
        logger.error({ err, what }, 'ingesting is tried again in a few seconds')
      },
    )
  }
  const loops = [
    start('reading files', (runs) => prepareBatches(services, runs, worker)),
    start('recording files', (runs) => recordRuns(services, runs, stopping.signal)),
  ]
  return async () => {
    stopping.abort()
    await Promise.all(loops.map((loop) => loop.stop()))
  }
}
