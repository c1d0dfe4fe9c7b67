import { join, relative } from 'node:path'
import type { Db } from '../../db/database.ts'
import { insertRows } from '../../db/insert-rows.ts'
import { Problem } from '../../lib/problem.ts'
import type { SourceFolder } from '../source-folder.ts'
import { type FoundFile, type OnFound, visitFiles, type WalkOptions } from '../walk.ts'
import { untilReached, type Waiting } from './until-reached.ts'

/** Files that a worker prepares before it leases others. */
const FILES_PER_BATCH = 32
/** Files that are planned in one transaction. */
const FILES_AT_ONCE = 512

/** A run whose files are planned. */
export type RunToPlan = { readonly id: number; readonly source: SourceFolder }

/**
 * Adds the files of a folder to a run, in the order in which they are recorded, while the folder is walked; those that the
 * run has already are left as they are. So an interrupted plan is continued by planning again.
 *
 * @param onPlanned called with the number of files found so far.
 * @throws Problem IngestEnded when another command has ended the run.
 */
export async function planRun(
  db: Db,
  run: RunToPlan,
  options: WalkOptions & Waiting,
  on: Omit<OnFound, 'file'> & { readonly planned: (files: number) => void },
): Promise<void> {
  let found = 0
  let files: FoundFile[] = []
  const addFound = async () => {
    await untilReached(() => addFiles(db, run, files), options)
    found += files.length
    files = []
    on.planned(found)
  }
  const file = async (it: FoundFile) => {
    if (files.push(it) === FILES_AT_ONCE) await addFound()
  }
  await visitFiles(run.source.path, options, { ...on, file })
  if (files.length > 0) await addFound()
}

/** The problem that the run of a command was ended by another command. */
export const runEnded = (): Problem =>
  new Problem('IngestEnded', 'Another command has finished or cancelled this ingest.')

async function addFiles(
  db: Db,
  { id: runId, source }: RunToPlan,
  files: readonly FoundFile[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const run = await tx.selectFrom('ingestRun').select('id').where('id', '=', runId).executeTakeFirst()
    if (run === undefined) throw runEnded()
    const paths = files.map(({ path }) => path)
    const ofRun = tx.selectFrom('ingestFile').where('runId', '=', runId)
    const planned = await ofRun.select('path').where('path', 'in', paths).execute()
    const known = new Set(planned.map(({ path }) => path))
    const last = await ofRun.select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst()
    const added = files
      .filter(({ path }) => !known.has(path))
      .map(({ path, absolute }, index) => ({
        runId,
        seq: (last?.seq ?? 0) + 1 + index,
        path,
        target: absolute === join(source.path, path) ? null : relative(source.path, absolute),
        attempts: 0,
      }))
    for (let from = 0; from < added.length; from += FILES_PER_BATCH) {
      const batch = added.slice(from, from + FILES_PER_BATCH)
      await insertRows(tx, 'ingestFile', batch)
      const [firstSeq, lastSeq] = [batch[0]!.seq, batch.at(-1)!.seq]
      await tx.insertInto('ingestBatch').values({ runId, firstSeq, lastSeq, attempts: 0 }).execute()
    }
  })
}
