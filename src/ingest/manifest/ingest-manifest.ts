import { realpath } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { BlobStore } from '../../blobs/blob-store.ts'
import { IdCache } from '../../catalogue/id-cache.ts'
import { applyKeywordChanges } from '../../catalogue/keyword-changes.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { inBatches } from '../../lib/in-batches.ts'
import { mapInOrder } from '../../lib/map-in-order.ts'
import type { DecoderPool } from '../../media/decoder-pool.ts'
import { adoptPlainKeywords } from '../../vocabulary/adopt-plain-keywords.ts'
import { DEFAULT_MAPPING } from '../describe.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { FILES_PER_DECODER, type FileToRead, readFile } from '../read-file.ts'
import { ensureSourceFolder, type SourceFolder } from '../source-folder.ts'
import { findElsewhere } from './find-elsewhere.ts'
import { folderNames } from './find-file.ts'
import type { ManifestLine } from './manifest-line.ts'
import type { FileReading } from './named-file.ts'
import { type ManifestFormat, openManifest } from './open-manifest.ts'
import { type Prepared, readRecord, withFile } from './prepare-record.ts'
import type { LineOutcome, LineResult, PreparedRecord, RefusedLine } from './prepared-record.ts'
import type { SavingContext } from './save-asset-record.ts'
import { saveBatch } from './save-batch.ts'
import { SeenIds } from './seen-ids.ts'

/** What ingesting a manifest needs. */
export type ManifestServices = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly decoder: DecoderPool
  readonly now: Clock
}

/** Which manifest to ingest, and how. */
export type ManifestOptions = {
  readonly manifest: string
  readonly format: ManifestFormat
  readonly mapping?: Mapping
  /** The system whose ids the records have; if omitted, the manifest's name without its extensions. */
  readonly source?: string
  /** Called for each line in order, once its outcome is durable. */
  readonly onOutcome?: (outcome: LineOutcome) => void
  /** When aborted, lines that were not started are left for the next run. */
  readonly signal?: AbortSignal
}

/** Numbers of lines by outcome; `filesRefused` counts records that were ingested without their file. */
export type ManifestSummary = Record<LineOutcome['is'], number> & { filesRefused: number }

/** Records that are saved together; fewer if they have files, which take longer. */
const MAX_BATCH_RECORDS = 200
const MAX_BATCH_FILES = 8

/**
 * Ingests the records of a manifest, in bounded memory. Running it again updates only records that changed, and resumes
 * a run that was killed.
 */
export async function ingestManifest(
  services: ManifestServices,
  options: ManifestOptions,
): Promise<ManifestSummary> {
  const summary: ManifestSummary = { added: 0, updated: 0, unchanged: 0, refused: 0, filesRefused: 0 }
  const { manifest } = options
  const { db, blobs, decoder } = services
  const reading = {
    db,
    blobs,
    decoder,
    processes: decoder.processes,
    namesIn: folderNames(),
    elsewhere: findElsewhere(),
    read: (file: FileToRead) => readFile(services, file),
  }
  const writer = await openWriter(services, options)
  for await (const batch of inBatches(readManifest(reading, options), isFull)) {
    for (const outcome of await writer(batch)) {
      summary[outcome.is]++
      if ('fileRefused' in outcome) summary.filesRefused++
      options.onOutcome?.({ manifest, ...outcome })
    }
  }
  if (options.signal?.aborted) return summary
  await adoptPlainKeywords(db)
  await applyKeywordChanges(services)
  return summary
}

/** Reads the records of a manifest in its order, and their files. */
export async function* readManifest(
  reading: FileReading,
  options: ManifestOptions,
  manifestLines: AsyncIterable<readonly ManifestLine[]> = openManifest(options.manifest, options.format),
): AsyncGenerator<Prepared> {
  const { mapping = DEFAULT_MAPPING, signal } = options
  const source = sourceOf(options)
  const folder = await realpath(dirname(options.manifest))
  const seen = new SeenIds()
  async function* lines() {
    for await (const some of manifestLines)
      for (const line of some) {
        if (signal?.aborted) return
        yield readRecord(line, { mapping, source, folder, seen })
      }
  }
  yield* mapInOrder(lines(), reading.processes * FILES_PER_DECODER, (record) =>
    withFile(reading, record, folder),
  )
}

/** Returns the name of a manifest's source: the one in the options, else the name of the manifest. */
export const sourceOf = ({ source, manifest }: ManifestOptions): string =>
  source ?? basename(manifest).replace(/(?:\.(?:jsonl|ndjson|json|csv|tsv))?(?:\.gz)?$/i, '')

const isFull = (batch: readonly Prepared[]): boolean =>
  batch.length === MAX_BATCH_RECORDS || batch.filter(hasDecodedFile).length === MAX_BATCH_FILES

const hasDecodedFile = (record: Prepared): boolean => 'file' in record && Boolean(record.file?.decoded)

type Writer = (batch: readonly Prepared[]) => Promise<LineResult[]>

async function openWriter({ db, now }: ManifestServices, options: ManifestOptions): Promise<Writer> {
  const { mapping = DEFAULT_MAPPING } = options
  const context = {
    mapping,
    mappingId: await ensureMapping(db, mapping.text),
    source: sourceOf(options),
    idCache: new IdCache(),
  }
  let folder: SourceFolder | null = null
  return async (batch) => {
    const records = batch.filter((it) => !('mistakes' in it)) as PreparedRecord[]
    if (records.some(({ file }) => file !== null))
      folder ??= await ensureSourceFolder(db, dirname(options.manifest))
    const saving: SavingContext = { ...context, folder, now: now() }
    const saved = (await saveBatch(db, records, saving)).values()
    return batch.map((it) => ('mistakes' in it ? refusalOf(it) : saved.next().value!))
  }
}

/** Returns the refusal of a line, with all of its mistakes in one reason. */
export function refusalOf({ line, kind, id, mistakes }: RefusedLine): LineResult {
  const [first, ...others] = mistakes
  const more = others.map(({ field, reason }) => ` ${field ? `${field}: ` : ''}${reason}`).join('')
  return { line, kind, id, is: 'refused', field: first!.field, reason: first!.reason + more }
}

/** Returns the id of a mapping, which is recorded if it is new. */
async function ensureMapping(db: Db, text: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('mapping').select('id').where('text', '=', text).executeTakeFirst()
    if (known) return known.id
    const { id } = await tx.insertInto('mapping').values({ text }).returning('id').executeTakeFirstOrThrow()
    return id
  })
}
