import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../../db/database.ts'
import { trimRenditions } from '../../renditions/rendition-cache.ts'
import { DEFAULT_MAPPING } from '../describe.ts'
import { handleMissing, type IngestOptions, type IngestServices } from '../ingest.ts'
import { emptySummary, type IngestSummary, type Outcome } from '../outcome.ts'
import { ensureSourceFolder } from '../source-folder.ts'
import { planRun, runEnded } from './plan-run.ts'
import { beginRun, deleteEnded, endRun, isUnfinished } from './run.ts'
import { untilReached, type Waiting } from './until-reached.ts'

/** Which folder workers ingest, and how. */
export type IngestByWorkersOptions = Omit<IngestOptions, 'files'> &
  Pick<Waiting, 'onWaiting'> & {
    /** Called when the ingest of an earlier command is continued. */
    readonly onContinued?: () => void
    /** Called while the folder is walked, with the number of files found so far. */
    readonly onPlanned?: (files: number) => void
    /** Called once when no worker works on the folder. */
    readonly onIdle?: () => void
  }

/** How often it is looked how far the workers have come, and how long they may do nothing before `onIdle`. */
const [PAUSE_MS, IDLE_MS] = [200, 10_000]
/** Outcomes that are read with one query. */
const OUTCOMES_AT_ONCE = 500

/**
 * Has workers ingest a folder of pictures (`runIngestJobs`): plans its files as jobs, and reports their outcomes, with the
 * same result as `ingestFolder`. While PostgreSQL or the bucket cannot be reached, it waits. If it is interrupted, the workers
 * continue with what was planned, and calling it again plans the rest and reports everything.
 *
 * @throws Problem FolderNotFound, IngestEnded
 */
export async function ingestByWorkers(
  services: Pick<IngestServices, 'db' | 'blobs' | 'now'>,
  options: IngestByWorkersOptions,
): Promise<IngestSummary> {
  const { db, blobs, now } = services
  const { mapping = DEFAULT_MAPPING, inPlace = false, again = false, signal } = options
  const source = await ensureSourceFolder(db, options.folder)
  await blobs.sweep(now())
  await deleteEnded(db)
  const { id, isNew } = await beginRun(services, source, { inPlace, again, mapping: mapping.text })
  if (!isNew) options.onContinued?.()
  const summary = emptySummary()
  const report = (outcome: Outcome) => {
    summary[outcome.is]++
    options.onOutcome?.(outcome)
  }
  const early: Outcome[] = []
  await planRun(db, { id, source }, options, {
    refused: ({ path, reason }) => void early.push({ path, is: 'refused', reason }),
    other: (path) => void early.push({ path, is: 'other' }),
    leftOut: (path) => void early.push({ path, is: 'leftOut' }),
    planned: (files) => options.onPlanned?.(files),
  })
  if (signal?.aborted) return summary
  const files = await untilReached(() => countFiles(services, id), options)
  options.onStart?.(files + early.length)
  for (const outcome of early) report(outcome)
  for await (const outcome of outcomesOf(services, { id, files, ...options })) report(outcome)
  if (signal?.aborted) return summary
  for await (const outcome of handleMissing(services, source, { runId: id, files }, options)) report(outcome)
  const { maxRenditionBytes: maxBytes } = options
  if (maxBytes !== undefined) await trimRenditions(services, { maxBytes })
  await untilReached(() => endRun(services, source), options)
  return summary
}

/** Yields the outcomes of the files of a run in their order, as the workers record them, until `signal` is aborted. */
async function* outcomesOf(
  { db, now }: Pick<IngestServices, 'db' | 'now'>,
  options: { readonly id: number; readonly files: number } & IngestByWorkersOptions,
): AsyncGenerator<Outcome> {
  const { id, files, onIdle, signal } = options
  let [reported, lastMs, isTold] = [0, performance.now(), false]
  while (reported < files && !signal?.aborted) {
    const rows = await untilReached(() => outcomesAfter(db, id, reported), options)
    // Files are missing if another command has ended the run, and is deleting it.
    const end = rows.findIndex(({ seq, outcome }, index) => outcome === null || seq !== reported + 1 + index)
    const recorded = end === -1 ? rows : rows.slice(0, end)
    for (const { outcome } of recorded) yield JSON.parse(outcome!) as Outcome
    reported += recorded.length
    if (recorded.length > 0) {
      lastMs = performance.now()
      continue
    }
    if (!(await untilReached(() => isUnfinished(db, id), options))) throw runEnded()
    const isIdle = () => untilReached(async () => !(await isWorkedOn({ db, now }, id)), options)
    if (!isTold && performance.now() - lastMs > IDLE_MS && (await isIdle())) {
      isTold = true
      onIdle?.()
    }
    await pause(PAUSE_MS, undefined, signal ? { signal } : {}).catch(() => {})
  }
}

const outcomesAfter = (db: Db, runId: number, seq: number) =>
  db
    .selectFrom('ingestFile')
    .select(['seq', 'outcome'])
    .where('runId', '=', runId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(OUTCOMES_AT_ONCE)
    .execute()

async function countFiles({ db }: Pick<IngestServices, 'db'>, runId: number): Promise<number> {
  const { count } = await db
    .selectFrom('ingestFile')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('runId', '=', runId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Returns whether a worker prepares files of a run. */
async function isWorkedOn({ db, now }: Pick<IngestServices, 'db' | 'now'>, runId: number): Promise<boolean> {
  const batch = await db
    .selectFrom('ingestBatch')
    .select('firstSeq')
    .where('runId', '=', runId)
    .where('leasedUntilMs', '>', now().getTime())
    .limit(1)
    .executeTakeFirst()
  return batch !== undefined
}
