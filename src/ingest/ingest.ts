import { stat } from 'node:fs/promises'
import { BlobChanged, type BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { mapInOrder } from '../lib/map-in-order.ts'
import type { DecoderPool } from '../media/decoder-pool.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { trimRenditions } from '../renditions/rendition-cache.ts'
import { DescriptionProblem, USUAL_MAPPING } from './describe.ts'
import { goneOriginals } from './gone-originals.ts'
import type { Mapping } from './mapping/mapping.ts'
import { readFile } from './read-file.ts'
import { type Arrival, record } from './record.ts'
import { ensureSource, type Source } from './source.ts'
import { type FoundFile, walk } from './walk.ts'

export type IngestServices = { db: Db; blobs: BlobStore; decoder: DecoderPool; now: Clock }

/**
 * What became of one file. `unchanged` and `noted` leave the library's assets as they were; so does `gone`, an original
 * that was used where it lay and does not lie there any more.
 */
export type Outcome =
  | {
      readonly path: string
      readonly is: 'added' | 'updated' | 'unchanged' | 'noted' | 'gone'
      readonly assetId: number
    }
  | { readonly path: string; readonly is: 'refused'; readonly reason: string }

export type IngestSummary = Record<Outcome['is'], number>

export type IngestOptions = {
  readonly folder: string
  /** A folder that is left out when it lies inside: the library's own data. */
  readonly except?: string
  /** Which of what files say becomes what; the usual one when it is left out. */
  readonly mapping?: Mapping
  /** Whether files stay where they lie and are used there, in place of a copy in the library. */
  readonly inPlace?: boolean
  /** Disk for renditions: what is beyond it goes when the folder is through. */
  readonly maxRenditionBytes?: number
  /** Called once, before the first file, with the number of files that were found. */
  readonly onStart?: (files: number) => void
  /** Called for each file in the order of their paths, after what happened to it is on disk. */
  readonly onOutcome?: (outcome: Outcome) => void
  /** When aborted, files not yet begun are left for the next run. */
  readonly signal?: AbortSignal
}

/** Files under way for each decoder process: while one is decoded, the next is read and the last is written. */
const FILES_PER_DECODER = 2

/**
 * Takes a folder of pictures into the library. Running it again adds nothing twice and costs a look at each
 * file; a run that was killed is resumed by running it again. A file that cannot be taken in is one outcome
 * with its reason, and the rest goes on.
 */
export async function ingestFolder(services: IngestServices, options: IngestOptions): Promise<IngestSummary> {
  const { mapping = USUAL_MAPPING } = options
  const source = await ensureSource(services.db, options.folder)
  await services.blobs.sweep(services.now())
  const { files, refused } = await walk(source.path, options.except)
  const summary: IngestSummary = { added: 0, updated: 0, unchanged: 0, noted: 0, gone: 0, refused: 0 }
  const report = (outcome: Outcome) => {
    summary[outcome.is]++
    options.onOutcome?.(outcome)
  }
  options.onStart?.(files.length + refused.length)
  for (const { path, reason } of refused) report({ path, is: 'refused', reason })

  const atOnce = services.decoder.processes * FILES_PER_DECODER
  const prepared = mapInOrder(untilAborted(files, options.signal), atOnce, (file) =>
    prepare(services, source, file, options.inPlace ?? false),
  )
  for await (const file of prepared) {
    report('arrival' in file ? await finish(services, { source, arrival: file.arrival, mapping }) : file)
  }
  // Of a run that was stopped nobody knows yet what has only moved.
  const walked = new Set(files.map(({ absolute }) => absolute))
  if (!options.signal?.aborted)
    for await (const original of goneOriginals(services.db, source, walked))
      report({ ...original, is: 'gone' })
  const { maxRenditionBytes: maxBytes } = options
  if (maxBytes !== undefined) await trimRenditions(services, { maxBytes })
  return summary
}

/** Everything that may run beside other files: reading, decoding, and storing the bytes that result. */
async function prepare(
  { db, blobs, decoder }: IngestServices,
  source: Source,
  { path, absolute }: FoundFile,
  staysInPlace: boolean,
): Promise<{ arrival: Arrival } | Outcome> {
  try {
    const { mtimeMs: modifiedMs, size } = await stat(absolute)
    const known = await db
      .selectFrom('sourceFile')
      .leftJoin('master', 'master.assetId', 'sourceFile.assetId')
      .select(['sourceFile.assetId', 'sourceFile.sha256', 'master.inPlace'])
      .where('sourceId', '=', source.id)
      .where('path', '=', path)
      .where('sourceFile.bytes', '=', size)
      .where('modifiedMs', '=', modifiedMs)
      .executeTakeFirst()
    // A file that is used where it lies has no blob; of all others the blob must be there, whole.
    if (known && (known.inPlace !== null || (await blobs.has(known.sha256, size))))
      return { path, is: 'unchanged', assetId: known.assetId }
    return { arrival: await readFile({ blobs, decoder }, { path, absolute, modifiedMs, staysInPlace }) }
  } catch (error) {
    return refusal(path, error)
  }
}

async function finish(
  { db, now }: IngestServices,
  found: { source: Source; arrival: Arrival; mapping: Mapping },
): Promise<Outcome> {
  const { path } = found.arrival
  try {
    return { path, ...(await record(db, { ...found, now: now() })) }
  } catch (error) {
    return refusal(path, error)
  }
}

/** Faults of the machine, which every further file would meet as well: they end the run. */
const FAULTS = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN'])

/** What concerns one file alone is its outcome; whatever else is thrown goes on and ends the run. */
export function refusal(path: string, error: unknown): Outcome {
  if ([MediaProblem, BlobChanged, DescriptionProblem].some((known) => error instanceof known))
    return { path, is: 'refused', reason: (error as Error).message }
  const { code, syscall } = error as NodeJS.ErrnoException
  if (syscall?.startsWith('spawn')) throw error
  if (code === 'ENOENT') return { path, is: 'refused', reason: 'The file went away while it was read.' }
  if (syscall === undefined || code === undefined || FAULTS.has(code)) throw error
  return { path, is: 'refused', reason: `The file cannot be read (${code}).` }
}

function* untilAborted<T>(items: readonly T[], signal: AbortSignal | undefined): Generator<T> {
  for (const item of items) {
    if (signal?.aborted) return
    yield item
  }
}
