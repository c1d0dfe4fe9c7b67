import type { BlobStore } from '../blobs/blob-store.ts'
import type { Db } from '../db/database.ts'
import type { Clock } from '../lib/clock.ts'
import { mapInOrder } from '../lib/map-in-order.ts'
import type { DecoderPool } from '../media/decoder-pool.ts'
import { trimRenditions } from '../renditions/rendition-cache.ts'
import { DEFAULT_MAPPING } from './describe.ts'
import type { Mapping } from './mapping/mapping.ts'
import { findMissingFiles, moveToCopy, type OnCopy, type Seen, withdrawMissing } from './missing-files.ts'
import { emptySummary, type IngestSummary, type Outcome, refusal } from './outcome.ts'
import { type PreparedFile, prepareFile } from './prepare-file.ts'
import { FILES_PER_DECODER, type FileToRead, readFile } from './read-file.ts'
import { type Recorded, record, restoreIfWithdrawn } from './record.ts'
import { ensureSourceFolder, type SourceFolder } from './source-folder.ts'
import { type FoundFile, type Walked, walk } from './walk.ts'

/** What ingesting a folder needs. */
export type IngestServices = { db: Db; blobs: BlobStore; decoder: DecoderPool; now: Clock }

/** Which folder to ingest, and how. */
export type IngestOptions = {
  readonly folder: string
  /** Files of the folder, if only these are to be ingested. */
  readonly files?: readonly FoundFile[]
  /** A folder to leave out if it is inside: the library's own data. */
  readonly except?: string
  /** Which metadata of files become which fields; the default mapping if omitted. */
  readonly mapping?: Mapping
  /** Whether files are used where they are, instead of being copied into the library. */
  readonly inPlace?: boolean
  /** Whether files of purged assets are ingested again. */
  readonly again?: boolean
  /** Whether assets are withdrawn whose files are missing. An empty folder withdraws none. */
  readonly withdrawGone?: boolean
  /** Disk space for renditions, to which they are trimmed after the folder. */
  readonly maxRenditionBytes?: number
  /** Called once, before the first file, with the number of files found. */
  readonly onStart?: (files: number) => void
  /** Called for each file in the order of their paths, once its outcome is durable. */
  readonly onOutcome?: (outcome: Outcome) => void
  /** When aborted, files that were not started are left for the next run. */
  readonly signal?: AbortSignal
}

/**
 * Ingests a folder of pictures. Running it again adds nothing twice, checks each file by its size and time only, and
 * resumes a run that was killed. A file that cannot be ingested is refused with its reason, and the others go on.
 */
export async function ingestFolder(services: IngestServices, options: IngestOptions): Promise<IngestSummary> {
  const { mapping = DEFAULT_MAPPING, signal } = options
  const source = await ensureSourceFolder(services.db, options.folder)
  await services.blobs.sweep(services.now())
  const walked = await findFiles(source, options)
  const summary = emptySummary()
  const report = (outcome: Outcome) => {
    summary[outcome.is]++
    options.onOutcome?.(outcome)
  }
  options.onStart?.(walked.files.length + walked.refused.length + walked.others.length)
  for (const outcome of outcomesWithoutReading(walked)) report(outcome)
  const atOnce = services.decoder.processes * FILES_PER_DECODER
  const { again = false, inPlace: staysInPlace = false } = options
  const isNamed = options.files !== undefined
  const read = (file: FileToRead) => readFile(services, { ...file, staysInPlace })
  const prepared = mapInOrder(untilAborted(walked.files, signal), atOnce, (file) =>
    prepareFile(services, source, file, { again, isNamed, read }),
  )
  for await (const file of prepared) report(await finish(services, { source, mapping }, file))
  // NOTE: if the run was stopped, or only some files were named, a missing file may have moved to a file not read yet.
  if (!signal?.aborted && !options.files)
    for await (const outcome of handleMissing(services, source, seenIn(walked), options)) report(outcome)
  const { maxRenditionBytes: maxBytes } = options
  if (maxBytes !== undefined && !signal?.aborted) await trimRenditions(services, { maxBytes })
  return summary
}

/** Returns the files named in the options, else all files of the source's folder. */
export async function findFiles(
  source: SourceFolder,
  { files, except, signal }: IngestOptions,
): Promise<Walked> {
  return files ? { files, refused: [], others: [], leftOut: [] } : walk(source.path, { except, signal })
}

/** Returns the outcomes of a walk that are known before any file is read. */
export function* outcomesWithoutReading({ refused, others, leftOut }: Walked): Generator<Outcome> {
  for (const { path, reason } of refused) yield { path, is: 'refused', reason }
  for (const path of others) yield { path, is: 'other' }
  for (const path of leftOut) yield { path, is: 'leftOut' }
}

/** Returns what a walk has seen. */
export const seenIn = ({ files }: Walked) => ({
  paths: new Set(files.map(({ path }) => path)),
  files: files.length,
})

/** Returns the outcome for an asset whose file is missing from a folder with so many files. */
export function outcomeOfMissing(
  { files }: { readonly files: number },
  { withdrawGone: withdraws }: IngestOptions,
): 'gone' | 'withdrawn' {
  // NOTE: an empty folder is more likely a disk that is not mounted than a library that nobody wants.
  return withdraws && files > 0 ? 'withdrawn' : 'gone'
}

/** Withdraws assets whose files are missing from a folder, if that is wanted, and yields the outcomes. */
export async function* handleMissing(
  { db, now }: { readonly db: Db; readonly now: Clock },
  source: SourceFolder,
  seen: Seen & { readonly files: number },
  options: IngestOptions,
): AsyncGenerator<Outcome> {
  const is = outcomeOfMissing(seen, options)
  const onCopy: OnCopy = (copy, location) => moveToCopy(db, copy, location)
  for await (const missing of findMissingFiles(db, source, seen, onCopy)) {
    if (is === 'withdrawn') await withdrawMissing(db, missing, now())
    yield { ...missing, is }
  }
}

/**
 * Records a prepared file, and returns its outcome. `alsoSave` is called with it: in the same transaction, if there is
 * something to record. An asset whose file is back unchanged is restored; other files that need no reading change nothing.
 */
export async function finish(
  { db, now }: { readonly db: Db; readonly now: Clock },
  { source, mapping }: { readonly source: SourceFolder; readonly mapping: Mapping },
  prepared: PreparedFile,
  alsoSave: (tx: Db, outcome: Outcome) => Promise<void> = async () => {},
): Promise<Outcome> {
  if (!('decoded' in prepared)) {
    if (prepared.is === 'restored')
      await db.transaction().execute(async (tx) => {
        await restoreIfWithdrawn(tx, prepared.assetId, now())
        await alsoSave(tx, prepared)
      })
    else await alsoSave(db, prepared)
    return prepared
  }
  const { decoded } = prepared
  const { path, warning } = decoded
  const outcomeOf = (recorded: Recorded): Outcome => ({ path, ...recorded, ...(warning && { warning }) })
  try {
    const file = { source, decoded, mapping }
    return outcomeOf(await record(db, file, now(), (tx, recorded) => alsoSave(tx, outcomeOf(recorded))))
  } catch (error) {
    const refused = refusal(path, error)
    await alsoSave(db, refused)
    return refused
  }
}

/** Yields items until the signal is aborted. */
export function* untilAborted<T>(items: readonly T[], signal: AbortSignal | undefined): Generator<T> {
  for (const item of items) {
    if (signal?.aborted) return
    yield item
  }
}
