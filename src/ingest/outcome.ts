import { Problem } from '../lib/problem.ts'
import { cannotBeRead } from './system-errors.ts'

/** What an ingest may do with a file whose asset is known, or becomes known. */
type AssetOutcome =
  | 'added'
  | 'updated'
  | 'unchanged'
  /** A further place of a file that is known. */
  | 'noted'
  /** The same bytes under another name or in another folder: the asset takes its words from there. */
  | 'moved'
  /** A file that went and came back, whose asset was withdrawn when it went. */
  | 'restored'
  /** The file is not there any more, nor in any other place; the asset is as it was. */
  | 'gone'
  /** The same, and the asset was withdrawn because of it. */
  | 'withdrawn'

/**
 * What became of one file. `other` is a file that is no picture and claims to be none, `leftOut` a hidden folder or one
 * of a system, `purged` a file whose asset was purged from the library.
 */
export type Outcome =
  | { readonly path: string; readonly is: AssetOutcome; readonly assetId: number }
  | { readonly path: string; readonly is: 'other' | 'leftOut' | 'purged' }
  | { readonly path: string; readonly is: 'refused'; readonly reason: string }

/** The number of files with each outcome. */
export type IngestSummary = Record<Outcome['is'], number>

/** A summary of no files. */
export const emptySummary = (): IngestSummary => ({
  added: 0,
  updated: 0,
  unchanged: 0,
  noted: 0,
  moved: 0,
  restored: 0,
  gone: 0,
  withdrawn: 0,
  purged: 0,
  other: 0,
  leftOut: 0,
  refused: 0,
})

/** Faults of the machine, which every further file would meet as well: they end the run. */
const FAULTS = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN'])

/** What concerns one file alone is its outcome; whatever else is thrown goes on and ends the run. */
export function refusal(path: string, error: unknown): Outcome {
  if (error instanceof Problem) return { path, is: 'refused', reason: error.message }
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall?.startsWith('spawn')) throw error
  if (code === 'ENOENT') return { path, is: 'refused', reason: 'The file went away while it was read.' }
  if (syscall === undefined || code === undefined || FAULTS.has(code)) throw error
  return { path, is: 'refused', reason: cannotBeRead('The file', code) }
}
