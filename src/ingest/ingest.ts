import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { mapInOrder } from '../lib/map-in-order.ts'
import type { DecoderPool } from '../media/decoder-pool.ts'
import { trimRenditions } from '../renditions/rendition-cache.ts'
import type { Found } from './decide.ts'
import { DEFAULT_MAPPING } from './describe.ts'
import type { Mapping } from './mapping/mapping.ts'
import { missingFiles, moveToCopy, type OnCopy, withdrawMissing } from './missing-files.ts'
import { emptySummary, type IngestSummary, type Outcome, refusal } from './outcome.ts'
import { prepareFile } from './prepare-file.ts'
import { FILES_PER_DECODER, type FileToRead, readFile } from './read-file.ts'
import { record, restoreReturned } from './record.ts'
import { ensureSourceFolder, type SourceFolder } from './source-folder.ts'
import { type FoundFile, type Walked, walk } from './walk.ts'

/** What ingesting a folder needs. */
export type IngestServices = { db: Db; blobs: BlobStore; decoder: DecoderPool; now: Clock }

/** Which folder to ingest, and how. */
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

/**
 * Takes a folder of pictures into the library. Running it again adds nothing twice and costs a look at each
 * file; a run that was killed is resumed by running it again. A file that cannot be taken in is one outcome
 * with its reason, and the rest goes on.
 */
export async function ingestFolder(services: IngestServices, options: IngestOptions): Promise<IngestSummary> {
  const { mapping = DEFAULT_MAPPING, signal } = options
  const source = await ensureSourceFolder(services.db, options.folder)
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
  const { again = false, inPlace: staysInPlace = false } = options
  const isNamed = options.files !== undefined
  const read = (file: FileToRead) => readFile(services, { ...file, staysInPlace })
  const prepared = mapInOrder(untilAborted(walked.files, signal), atOnce, (file) =>
    prepareFile(services, source, file, { again, isNamed, read }),
  )
  for await (const file of prepared)
    report(
      'arrival' in file
        ? await finish(services, { source, arrival: file.arrival, mapping })
        : await finishUnread(services, file),
    )
  // Of a run that was stopped, or of files that were named, nobody knows yet what has only moved.
  if (!signal?.aborted && !options.files)
    for await (const outcome of afterwards(services, source, walked, options)) report(outcome)
  const { maxRenditionBytes: maxBytes } = options
  if (maxBytes !== undefined && !signal?.aborted) await trimRenditions(services, { maxBytes })
  return summary
}

/** What lies in the folder of a source, or what was named of it. */
export async function filesOf(
  source: SourceFolder,
  { files, except, signal }: IngestOptions,
): Promise<Walked> {
  return files ? { files, refused: [], others: [], leftOut: [] } : walk(source.path, { except, signal })
}

/** What is known of what lies in a folder before any file was read. */
export function* withoutReading({ refused, others, leftOut }: Walked): Generator<Outcome> {
  for (const { path, reason } of refused) yield { path, is: 'refused', reason }
  for (const path of others) yield { path, is: 'other' }
  for (const path of leftOut) yield { path, is: 'leftOut' }
}

/** What becomes of an asset whose file has gone. */
export function decideGone(
  { files }: Walked,
  { withdrawGone: withdraws }: IngestOptions,
): 'gone' | 'withdrawn' {
  // NOTE: an empty folder is more likely a disk that is not there than a library that nobody wants.
  return withdraws && files.length > 0 ? 'withdrawn' : 'gone'
}

async function* afterwards(
  { db, now }: IngestServices,
  source: SourceFolder,
  walked: Walked,
  options: IngestOptions,
): AsyncGenerator<Outcome> {
  const is = decideGone(walked, options)
  const seen = { paths: new Set(walked.files.map(({ path }) => path)), assetIds: new Set<number>() }
  const onCopy: OnCopy = (copy, place) => moveToCopy(db, copy, place)
  for await (const gone of missingFiles(db, source, seen, onCopy)) {
    if (is === 'withdrawn') await withdrawMissing(db, gone, now())
    yield { ...gone, is }
  }
}

/** Shows an asset again whose file is back as it was; other files that need no reading change nothing. */
async function finishUnread({ db, now }: IngestServices, outcome: Outcome): Promise<Outcome> {
  if (outcome.is === 'restored')
    await db.transaction().execute((tx) => restoreReturned(tx, outcome.assetId, now()))
  return outcome
}

async function finish({ db, now }: IngestServices, found: Found): Promise<Outcome> {
  const { path } = found.arrival
  try {
    return { path, ...(await record(db, found, now())) }
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
