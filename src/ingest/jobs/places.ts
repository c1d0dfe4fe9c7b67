import { opendir } from 'node:fs/promises'
import type { BlobStore } from '../../blobs/blob-store.ts'
import type { Logger } from '../../lib/log.ts'
import type { Run } from './run.ts'

/** For how long it is not checked again whether a worker sees what it needs. */
const CHECKED_MS = 1000

/**
 * Returns what finds the runs that a worker on this machine can work on: it sees their folders, and stores pictures where
 * everybody else looks for them. Of the others it logs once what is wrong, and leaves them to other workers.
 */
export function openPlaces(blobs: BlobStore, logger: Logger): (runs: readonly Run[]) => Promise<Run[]> {
  const checked = new Map<number, { readonly atMs: number; readonly problem: Promise<string | null> }>()

  /** Returns what keeps the worker from working on a run; two callers at once share a check. */
  function check(run: Run): Promise<string | null> {
    const known = checked.get(run.id)
    if (known && performance.now() - known.atMs < CHECKED_MS) return known.problem
    const problem = checkAgain(run, known?.problem.catch(() => null) ?? null)
    checked.set(run.id, { problem, atMs: performance.now() })
    return problem
  }

  async function checkAgain(run: Run, before: Promise<string | null> | null): Promise<string | null> {
    const problem = await problemOf(run)
    if (problem === (await before)) return problem
    const { path: folder } = run.source
    if (problem === null) logger.info({ folder }, 'this worker now takes files of the folder')
    else logger.warn({ folder }, problem)
    return problem
  }

  async function problemOf({ source, mark }: Run): Promise<string | null> {
    if (!(await hasEntries(source.path))) return FOLDER_UNSEEN
    return (await blobs.has(mark)) ? null : OTHER_PICTURES
  }

  return async (runs) => {
    for (const id of checked.keys()) if (!runs.some((run) => run.id === id)) checked.delete(id)
    const mine: Run[] = []
    for (const run of runs) if ((await check(run)) === null) mine.push(run)
    return mine
  }
}

const FOLDER_UNSEEN =
  'this worker cannot see the folder, or finds it empty, and leaves it to others: mount it at the same path'
const OTHER_PICTURES =
  'this worker would store pictures in another place than the command that began the ingest, and leaves the folder to ' +
  'others: give it the same bucket (blobs) or a shared data folder'

/** NOTE: the folder of a network drive that is not mounted exists, and is empty. */
export async function hasEntries(path: string): Promise<boolean> {
  const folder = await opendir(path).catch(() => null)
  if (folder === null) return false
  return (await folder.read().finally(() => folder.close())) !== null
}
