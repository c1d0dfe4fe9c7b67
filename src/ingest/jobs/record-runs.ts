import type { Db } from '../../db/database.ts'
import { openLease } from '../../db/lease.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/log.ts'
import { finish } from '../ingest.ts'
import { readMapping } from '../mapping/mapping.ts'
import type { Outcome } from '../outcome.ts'
import { isPassing, unexpected } from './passing-errors.ts'
import { prepareAgain, readPrepared } from './prepared-file.ts'
import { type Run, recordingOf } from './run.ts'

/** What recording files takes. */
export type RecordServices = { readonly db: Db; readonly now: Clock; readonly logger: Logger }

/** Files that are looked at with one query. */
const FILES_AT_ONCE = 200

/** The file has been recorded by another worker, or its run has ended. */
class AlreadyRecorded extends Error {}

/**
 * Records the prepared files of these runs in the order in which they were planned, so that the library is the same as if
 * one process had ingested the folder. One worker at a time records the files of a run, by a lease; each file is recorded in
 * one transaction together with its outcome, so that it is recorded once, whenever a worker is killed or hangs.
 */
export async function recordRuns(
  services: RecordServices,
  runs: readonly Run[],
  stopping: AbortSignal,
): Promise<void> {
  const { db } = services
  for (const run of runs) {
    // Most of the time nothing is to be done, and then nothing is written.
    if (stopping.aborted || !(await isNextReady(db, run))) continue
    const lease = openLease(async () => db, recordingOf(run.id))
    if (!(await lease.take())) continue
    try {
      await recordFiles(services, run, async () => !stopping.aborted && (await lease.take()))
    } finally {
      await lease.release()
    }
  }
}

/** Records files up to the first one that is not prepared, or until `mayGoOn` says no. */
async function recordFiles(
  services: RecordServices,
  run: Run,
  mayGoOn: () => Promise<boolean>,
): Promise<void> {
  const { db } = services
  let recordedSeq = await recordedSeqOf(db, run.id)
  const folder = { source: run.source, mapping: readMapping(run.mapping) }
  for (;;) {
    const files = await db
      .selectFrom('ingestFile')
      .select((eb) => ['seq', 'path', eb('outcome', 'is not', null).as('isRecorded')])
      .where('runId', '=', run.id)
      .where('seq', '>', recordedSeq)
      .orderBy('seq')
      .limit(FILES_AT_ONCE)
      .execute()
    const before = recordedSeq
    for (const { seq, path, isRecorded } of files) {
      if (!isRecorded && !(await mayGoOn())) break
      if (!isRecorded && !(await recordFile(services, folder, { runId: run.id, seq, path }))) break
      recordedSeq = seq
    }
    if (recordedSeq > before) await saveRecordedSeq(db, run.id, recordedSeq)
    if (recordedSeq - before < FILES_AT_ONCE) return
  }
}

type FileOfRun = { readonly runId: number; readonly seq: number; readonly path: string }

/** Returns whether the file is recorded: not if it is not prepared yet, or another worker records the run. */
async function recordFile(
  { db, now, logger }: RecordServices,
  folder: Parameters<typeof finish>[1],
  { runId, seq, path }: FileOfRun,
): Promise<boolean> {
  const found = await db
    .selectFrom('ingestFile')
    .select('prepared')
    .where('runId', '=', runId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  if (!found?.prepared) return false
  const prepared = readPrepared(found.prepared)
  if (prepared === null) {
    await prepareAgain(db, { runId, seq })
    return false
  }
  const saveOutcome = (tx: Db, outcome: Outcome) => markRecorded(tx, { runId, seq }, outcome)
  try {
    await finish({ db, now }, folder, prepared, saveOutcome)
    return true
  } catch (error) {
    if (error instanceof AlreadyRecorded) return false
    if (isPassing(error)) throw error
    logger.error({ err: error, path }, 'a file could not be recorded')
    await saveOutcome(db, { path, is: 'refused', reason: unexpected(error) })
    return true
  }
}

/** @throws AlreadyRecorded, which undoes the transaction. */
async function markRecorded(
  tx: Db,
  { runId, seq }: { readonly runId: number; readonly seq: number },
  outcome: Outcome,
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('ingestFile')
    .set({ outcome: JSON.stringify(outcome), prepared: null })
    .where('runId', '=', runId)
    .where('seq', '=', seq)
    .where('outcome', 'is', null)
    .where((eb) => eb.exists(eb.selectFrom('ingestRun').select('id').where('id', '=', runId)))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw new AlreadyRecorded()
}

async function isNextReady(db: Db, { id, recordedSeq }: Run): Promise<boolean> {
  const next = await db
    .selectFrom('ingestFile')
    .select((eb) => eb.or([eb('prepared', 'is not', null), eb('outcome', 'is not', null)]).as('isReady'))
    .where('runId', '=', id)
    .where('seq', '>', recordedSeq)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst()
  return Boolean(next?.isReady)
}

async function recordedSeqOf(db: Db, runId: number): Promise<number> {
  const run = await db
    .selectFrom('ingestRun')
    .select('recordedSeq')
    .where('id', '=', runId)
    .executeTakeFirst()
  return run?.recordedSeq ?? 0
}

/** NOTE: a worker that lost its lease may be behind the one that has it now. */
async function saveRecordedSeq(db: Db, runId: number, recordedSeq: number): Promise<void> {
  await db
    .updateTable('ingestRun')
    .set({ recordedSeq })
    .where('id', '=', runId)
    .where('recordedSeq', '<', recordedSeq)
    .execute()
}
