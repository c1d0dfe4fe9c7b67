import { randomUUID } from 'node:crypto'
import type { BlobStore } from '../../blobs/blob-store.ts'
import { UnreachableBlobs } from '../../blobs/unreachable-blobs.ts'
import type { Db } from '../../db/database.ts'
import { inShortTransaction } from '../../db/short-transactions.ts'
import type { SourceFolder } from '../source-folder.ts'

/** How the files of a run are ingested. */
export type RunOptions = {
  readonly inPlace: boolean
  readonly again: boolean
  /** The mapping file (YAML). */
  readonly mapping: string
}

/** A run as workers need it. */
export type Run = RunOptions & {
  readonly id: number
  readonly source: SourceFolder
  /** The blob by which workers recognise the place of the pictures. */
  readonly mark: string
  /** All files up to this number have their outcomes. */
  readonly recordedSeq: number
}

/** The name of the lease of the worker that records a run. */
export const recordingOf = (runId: number): string => `ingest ${runId}`

/** Files that are deleted in one transaction, so that other writers wait only briefly. */
const DELETED_AT_ONCE = 1000

/**
 * Begins the run of a source folder, or returns the id of the one that was not finished: what it has planned stays, and
 * these options apply to what it has not ingested yet.
 */
export async function beginRun(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  source: SourceFolder,
  options: RunOptions,
): Promise<{ readonly id: number; readonly isNew: boolean }> {
  const columns = {
    inPlace: Number(options.inPlace),
    again: Number(options.again),
    mapping: options.mapping,
  }
  const ownMark = await blobs.put(Buffer.from(`vitrine ingest ${randomUUID()}\n`))
  const { id, mark } = await db
    .insertInto('ingestRun')
    .values({ ...columns, sourceId: source.id, mark: ownMark, recordedSeq: 0 })
    .onConflict((conflict) => conflict.column('sourceId').doUpdateSet(columns))
    .returning(['id', 'mark'])
    .executeTakeFirstOrThrow()
  const isNew = mark === ownMark
  if (!isNew) await blobs.remove(ownMark)
  return { id, isNew }
}

/** Returns all runs that are not finished, the oldest first. */
export async function findRuns(db: Db): Promise<Run[]> {
  const rows = await db
    .selectFrom('ingestRun')
    .innerJoin('source', 'source.id', 'ingestRun.sourceId')
    .select(['ingestRun.id', 'inPlace', 'again', 'mapping', 'mark', 'recordedSeq'])
    .select(['source.id as sourceId', 'source.path', 'source.name'])
    .orderBy('ingestRun.id')
    .execute()
  return rows.map(({ sourceId, path, name, inPlace, again, ...run }) => ({
    ...run,
    inPlace: inPlace === 1,
    again: again === 1,
    source: { id: sourceId, path, name },
  }))
}

/** Returns whether a run is neither finished nor cancelled. */
export async function isUnfinished(db: Db, runId: number): Promise<boolean> {
  return (
    (await db.selectFrom('ingestRun').select('id').where('id', '=', runId).executeTakeFirst()) !== undefined
  )
}

/** Ends the run of a source folder, and with it what workers have not recorded yet. Returns how many files that was; null without a run. */
export async function endRun(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  source: SourceFolder,
): Promise<number | null> {
  const ended = await db.transaction().execute(async (tx) => {
    const run = await tx
      .deleteFrom('ingestRun')
      .where('sourceId', '=', source.id)
      .returning(['id', 'mark'])
      .executeTakeFirst()
    if (run === undefined) return null
    await tx.deleteFrom('lease').where('name', '=', recordingOf(run.id)).execute()
    const { count } = await tx
      .selectFrom('ingestFile')
      .select((eb) => eb.fn.countAll().as('count'))
      .where('runId', '=', run.id)
      .where('outcome', 'is', null)
      .executeTakeFirstOrThrow()
    return { ...run, left: Number(count) }
  })
  await deleteEnded(db)
  if (ended === null) return null
  // The run has ended all the same; a mark that stays is a few bytes that nothing refers to.
  await blobs.remove(ended.mark).catch(unlessUnreachable)
  return ended.left
}

function unlessUnreachable(error: unknown): void {
  if (!(error instanceof UnreachableBlobs)) throw error
}

/** Deletes the files and batches of runs that have ended. */
export async function deleteEnded(db: Db): Promise<void> {
  await db
    .deleteFrom('ingestBatch')
    .where('runId', 'not in', db.selectFrom('ingestRun').select('id'))
    .execute()
  for (;;) {
    const first = await db
      .selectFrom('ingestFile')
      .select(['runId', 'seq'])
      .where('runId', 'not in', db.selectFrom('ingestRun').select('id'))
      .orderBy('runId')
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst()
    if (first === undefined) return
    await inShortTransaction(db, (tx) =>
      tx
        .deleteFrom('ingestFile')
        .where('runId', '=', first.runId)
        .where('seq', '<', first.seq + DELETED_AT_ONCE)
        .execute(),
    )
  }
}
