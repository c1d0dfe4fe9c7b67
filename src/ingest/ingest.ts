import { stat } from 'node:fs/promises'
import type { BlobStore } from '../blobs/blob-store.ts'
import { hasPurgedOfSize, isPurged } from '../catalogue/purged-files.ts'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { hashFile } from '../lib/hash.ts'
import { mapInOrder } from '../lib/map-in-order.ts'
import type { DecoderPool } from '../media/decoder-pool.ts'
import { trimRenditions } from '../renditions/rendition-cache.ts'
import { USUAL_MAPPING } from './describe.ts'
import { goneFiles, withdrawGone } from './gone-files.ts'
import type { Mapping } from './mapping/mapping.ts'
import { isOtherThanMedia } from './other-files.ts'
import { emptySummary, type IngestSummary, type Outcome, refusal } from './outcome.ts'
import { readFile } from './read-file.ts'
import { type Arrival, record, restoreReturned } from './record.ts'
import { ensureSource, type Source } from './source.ts'
import { type FoundFile, type Walked, walk } from './walk.ts'

export type IngestServices = { db: Db; blobs: BlobStore; decoder: DecoderPool; now: Clock }

export type IngestOptions = {
  readonly folder: string
  /** Files inside the folder, when no others of it are to be taken in. */
  readonly files?: readonly FoundFile[]
  /** A folder that is left out when it lies inside: the library's own data. */
  readonly except?: string
  /** Which of what files say becomes what; the usual one when it is left out. */
  readonly mapping?: Mapping
  /** Whether files stay where they lie and are used there, in place of a copy in the library. */
  readonly inPlace?: boolean
  /** Whether files of purged assets are taken in again. */
  readonly again?: boolean
  /** Whether assets are withdrawn whose files are in the folder no more. An empty folder withdraws none. */
  readonly withdrawGone?: boolean
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
  const { mapping = USUAL_MAPPING, signal } = options
  const source = await ensureSource(services.db, options.folder)
  await services.blobs.sweep(services.now())
  const walked = await filesOf(source, options)
  const summary = emptySummary()
  const report = (outcome: Outcome) => {
    summary[outcome.is]++
    options.onOutcome?.(outcome)
  }
  options.onStart?.(walked.files.length + walked.refused.length + walked.others.length)
  for (const outcome of withoutReading(walked)) report(outcome)
  const atOnce = services.decoder.processes * FILES_PER_DECODER
  const prepared = mapInOrder(untilAborted(walked.files, signal), atOnce, (file) =>
    prepare(services, source, file, options),
  )
  for await (const file of prepared)
    report('arrival' in file ? await finish(services, { source, arrival: file.arrival, mapping }) : file)
  // Of a run that was stopped, or of files that were named, nobody knows yet what has only moved.
  if (!signal?.aborted && !options.files)
    for await (const outcome of afterwards(services, source, walked, options)) report(outcome)
  const { maxRenditionBytes: maxBytes } = options
  if (maxBytes !== undefined && !signal?.aborted) await trimRenditions(services, { maxBytes })
  return summary
}

/** What lies in the folder of a source, or what was named of it. */
export async function filesOf(source: Source, { files, except, signal }: IngestOptions): Promise<Walked> {
  return files ? { files, refused: [], others: [], leftOut: [] } : walk(source.path, { except, signal })
}

/** What is known of what lies in a folder before any file was read. */
export function* withoutReading({ refused, others, leftOut }: Walked): Generator<Outcome> {
  for (const { path, reason } of refused) yield { path, is: 'refused', reason }
  for (const path of others) yield { path, is: 'other' }
  for (const path of leftOut) yield { path, is: 'leftOut' }
}

async function* afterwards(
  { db, now }: IngestServices,
  source: Source,
  { files }: Walked,
  { withdrawGone: withdraws = false }: IngestOptions,
): AsyncGenerator<Outcome> {
  // NOTE: an empty folder is more likely a disk that is not there than a library that nobody wants.
  const mayWithdraw = withdraws && files.length > 0
  for await (const gone of goneFiles(db, source, new Set(files.map(({ path }) => path)))) {
    if (mayWithdraw) await withdrawGone(db, gone, now())
    yield { ...gone, is: mayWithdraw ? 'withdrawn' : 'gone' }
  }
}

/** Everything that may run beside other files: reading, decoding, and storing the bytes that result. */
async function prepare(
  services: IngestServices,
  source: Source,
  { path, absolute }: FoundFile,
  { inPlace: staysInPlace = false, again = false, files: named }: IngestOptions,
): Promise<{ arrival: Arrival } | Outcome> {
  try {
    const { mtimeMs: modifiedMs, size } = await stat(absolute)
    const known = await asItWas(services, source, { path, size, modifiedMs })
    if (known) return { path, ...known }
    if (!again && (await wasPurged(services.db, absolute, size))) return { path, is: 'purged' }
    return { arrival: await readFile(services, { path, absolute, modifiedMs, staysInPlace }) }
  } catch (error) {
    return !named && isOtherThanMedia(path, error) ? { path, is: 'other' } : refusal(path, error)
  }
}

/** What becomes of a file that is where it was, as it was; null when it has to be read. */
async function asItWas(
  { db, blobs, now }: IngestServices,
  source: Source,
  file: SeenFile,
): Promise<{ is: 'unchanged' | 'restored'; assetId: number } | null> {
  const known = await findKnownFile(db, source, file)
  // A file that is used where it lies has no blob; of all others the blob must be there, whole.
  if (!known || (known.inPlace === null && !(await blobs.has(known.sha256, file.size)))) return null
  const { assetId } = known
  if (known.withdrawnMs === null) return { is: 'unchanged', assetId }
  await db.transaction().execute((tx) => restoreReturned(tx, assetId, now()))
  return { is: 'restored', assetId }
}

type SeenFile = { readonly path: string; readonly size: number; readonly modifiedMs: number }

/** The file of a source by its path, when it still has the size and the time that it had. */
export function findKnownFile(db: Db, source: Source, { path, size, modifiedMs }: SeenFile) {
  return db
    .selectFrom('sourceFile')
    .leftJoin('master', 'master.assetId', 'sourceFile.assetId')
    .select(['sourceFile.assetId', 'sourceFile.sha256', 'sourceFile.withdrawnMs', 'master.inPlace'])
    .where('sourceId', '=', source.id)
    .where('path', '=', path)
    .where('sourceFile.bytes', '=', size)
    .where('modifiedMs', '=', modifiedMs)
    .executeTakeFirst()
}

/** Whether these are the bytes of an asset that was purged; they are read when there is one of their size. */
export async function wasPurged(db: Db, absolute: string, size: number): Promise<boolean> {
  return (await hasPurgedOfSize(db, size)) && isPurged(db, (await hashFile(absolute)).sha256)
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

/** The items one by one, until the signal says stop. */
export function* untilAborted<T>(items: readonly T[], signal: AbortSignal | undefined): Generator<T> {
  for (const item of items) {
    if (signal?.aborted) return
    yield item
  }
}
