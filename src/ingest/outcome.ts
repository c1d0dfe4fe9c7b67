import { Problem } from '../lib/problem.ts'
import { cannotBeRead } from './system-errors.ts'

/** What an ingest may do with a file that has an asset, or gets one. */
type AssetOutcome =
  | 'added'
  | 'updated'
  | 'unchanged'
  /** A further copy of a known file. */
  | 'noted'
  /** The same bytes under another name or in another folder, by which the asset is described again. */
  | 'moved'
  /** A file that is back, whose asset was withdrawn when it was missing. */
  | 'restored'
  /** The file is missing and has no copy; the asset stays as it was. */
  | 'gone'
  /** The file is missing and has no copy; the asset was withdrawn. */
  | 'withdrawn'

/**
 * The outcome for one file. `other` is a file that is no picture nor has the extension of one, `leftOut` a hidden folder
 * or one of a system, `purged` a file whose asset was purged from the library.
 */
export type Outcome =
  | {
      readonly path: string
      readonly is: AssetOutcome
      readonly assetId: number
      /** Why the asset is not shown by its file, or not as a whole. */
      readonly warning?: string
    }
  | { readonly path: string; readonly is: 'other' | 'leftOut' | 'purged' }
  | { readonly path: string; readonly is: 'refused'; readonly reason: string }

/** The number of files with each outcome. */
export type IngestSummary = Record<Outcome['is'], number>

/** Returns a summary in which every count is 0. */
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

/** Errors of the machine that every further file would meet as well: they end the run. */
const FAULTS = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN'])

/** Returns the refusal of a file for an error that concerns this file alone; throws any other error, which ends the run. */
export function refusal(path: string, error: unknown): Outcome {
  if (error instanceof Problem) return { path, is: 'refused', reason: error.message }
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall?.startsWith('spawn')) throw error
  if (code === 'ENOENT')
    return { path, is: 'refused', reason: 'The file was removed while it was being read.' }
  if (syscall === undefined || code === undefined || FAULTS.has(code)) throw error
  return { path, is: 'refused', reason: cannotBeRead('The file', code) }
}
