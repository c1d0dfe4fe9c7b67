import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { GuessLimit } from './access/guess-limit.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import { fileBlobStore } from './blobs/file-blob-store.ts'
import { bucketEnvironment, type Config, decoderEnvironment, TEMPORARY } from './config.ts'
import { openCheckpoints } from './db/checkpoints.ts'
import type { Copied, CopyOptions } from './db/copy/copy-records.ts'
import type { Db } from './db/database.ts'
import { openLogEnd } from './db/log-end.ts'
import { takeProcessLock } from './db/process-lock.ts'
import type { RecordsPosition } from './db/tables/changes.ts'
import type { Clock } from './lib/clock.ts'
import { makeFolder } from './lib/make-folder.ts'
import { isProblem, Problem } from './lib/problem.ts'
import type { SharedLock } from './lib/shared-lock.ts'
import { withoutPassword } from './lib/without-password.ts'
import type { DecodeLimits } from './media/decode-limits.ts'
import type { DecoderPool } from './media/decoder-pool.ts'
import type { ToolPaths } from './media/tools/tool-paths.ts'
import type { ClipMaker } from './media/video/clip-maker.ts'
import type { Watermark } from './media/watermark-design.ts'
import type { PhraseSettings } from './search/read-text.ts'
import type { FollowedIndex, IndexSharing, OpenSearchIndex } from './search/search-index.ts'
import type { MakeVideoSize } from './transcodes/make-transcode.ts'
import type { EmbedderHost } from './visual/embedders/embedder-host.ts'
import type { FrameIndex } from './visual/frame-index.ts'
import type { VectorIndex } from './visual/vectors/vector-index.ts'

/** An open library. Only this file knows which adapter implements a service. */
export type Library = {
  readonly db: Db
  readonly blobs: BlobStore
  /** Pictures that clients uploaded, apart from those of the library. */
  readonly uploads: BlobStore
  /** Sizes of videos. */
  readonly transcodes: BlobStore
  readonly index: OpenSearchIndex
  /** For searches by sight. */
  readonly frames: FrameIndex
  readonly decoder: DecoderPool
  readonly clips: ClipMaker
  readonly phrases: PhraseSettings
  /** The time. NOTE: a function cannot be sent to threads: several threads that answer have the time of the machine. */
  readonly now: Clock
  close(): Promise<void>
}

/** Mode of a new data folder: it holds secrets and originals, so only its owner may read it. */
const PRIVATE = 0o700

/** Keeps a library inside a git checkout from being committed by mistake, since it holds secrets. */
const IGNORE_ALL = '*\n'

type InFolder = Pick<Config, 'data'>
type IndexConfig = Pick<Config, 'data' | 'searchEngine'>
type RecordsConfig = Pick<Config, 'data' | 'records' | 'recordConnections'>

/** Returns whether there is a library: records in the data folder or in PostgreSQL. */
export async function hasLibrary(config: RecordsConfig): Promise<boolean> {
  if (config.records === null) return existsSync(recordsFile(config))
  const db = await openMigratedRecords(config)
  const { hasTables } = await import('./db/postgres/migrate-postgres.ts')
  return hasTables(db).finally(() => db.destroy())
}

/** Returns where the records are, for messages. */
export const recordsPlace = ({ data, records }: RecordsConfig): string =>
  records === null ? data : withoutPassword(records)

const recordsFile = ({ data }: InFolder) => join(data, 'records.db')

/** Opens only the records, migrated to this version, for work that needs no pictures. */
export async function openRecords(config: RecordsConfig): Promise<Db> {
  await ensureFolder(config.data)
  if (config.records !== null) {
    const { migratePostgres } = await import('./db/postgres/migrate-postgres.ts')
    await migratePostgres(config.records)
    return openMigratedRecords(config)
  }
  const db = await openMigratedRecords(config)
  const { migrate } = await import('./db/migrate.ts')
  await migrate(db)
  return db
}

/** Opens records that this version has already migrated. `lock` is that of other threads which write to SQLite. */
export async function openMigratedRecords(
  config: RecordsConfig,
  lock: SharedLock | null = null,
): Promise<Db> {
  if (config.records !== null) {
    const { openPostgres } = await import('./db/postgres/open-postgres.ts')
    return openPostgres(config.records, config.recordConnections)
  }
  // Imported here because the index thread needs it only when something has changed.
  const { openDatabase } = await import('./db/database.ts')
  return openDatabase(recordsFile(config), lock ?? undefined)
}

/**
 * Copies the records of a data folder into a PostgreSQL database, and compares both. `onTotal` is told how many rows are copied
 * and compared.
 */
export async function copyRecordsTo(
  from: RecordsConfig,
  to: string,
  { onTotal, ...options }: CopyOptions & { readonly onTotal: (rows: number) => void },
): Promise<Copied> {
  await (await openRecords(from)).destroy()
  const [{ SqliteSource }, { copyRecords }] = [
    await import('./db/copy/sqlite-source.ts'),
    await import('./db/copy/copy-records.ts'),
  ]
  const target = await openRecords({ ...from, records: to })
  const source = new SqliteSource(recordsFile(from))
  try {
    onTotal(2 * source.count())
    return await copyRecords(source, target, options)
  } finally {
    source.close()
    await target.destroy()
  }
}

/** Opens what reads the end of the change log of migrated records. */
export async function openRecordsEnd(config: RecordsConfig): Promise<() => Promise<RecordsPosition>> {
  if (config.records === null) return openLogEnd(recordsFile(config))
  const { recordsPosition } = await import('./catalogue/changes.ts')
  const db = await openMigratedRecords({ ...config, recordConnections: 1 })
  return () => recordsPosition(db)
}

/** Opens what keeps SQLite's write-ahead log of the records short; they have to be open already. */
export async function openRecordsCheckpoints(config: RecordsConfig): Promise<() => void> {
  return config.records === null ? openCheckpoints(recordsFile(config)) : () => {}
}

async function ensureFolder(path: string): Promise<void> {
  if (basename(path) === TEMPORARY)
    throw new Problem('InvalidSetting', `The data folder ${TEMPORARY} works only with "vitrine dev".`)
  try {
    await makeFolder(path, PRIVATE)
    if ((await readdir(path)).length === 0) await writeFile(join(path, '.gitignore'), IGNORE_ALL)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Problem(
      'InvalidSetting',
      `The data folder ${path} cannot be created (${code}); choose another one with --data.`,
    )
  }
}

/** Opens only the index; the data folder must exist. */
export async function openIndex({ data, searchEngine }: IndexConfig): Promise<OpenSearchIndex> {
  if (searchEngine === 'fts5') return openFts5({ data })
  const { openEmbeddedIndex } = await import('./search/embedded/embedded-index.ts')
  return openEmbeddedIndex(folderOfIndex({ data }), () => takeIndexLock({ data }))
}

/** Opens the index in the thread of a server that updates it (`index-thread.ts`). */
export async function openFollowedIndex(
  { data, searchEngine }: IndexConfig,
  sharing: IndexSharing,
): Promise<FollowedIndex> {
  if (searchEngine === 'fts5')
    return {
      ...(await openFts5({ data })),
      untilUpdatedElsewhere: async () => null,
      maintain: async () => {},
    }
  const { openFollowedIndex: open } = await import('./search/embedded/followed-index.ts')
  return open(folderOfIndex({ data }), sharing)
}

/** Returns how much memory the index needs at least, in bytes: what was saved of it is loaded as a whole. */
export async function savedIndexBytes({ data, searchEngine }: IndexConfig): Promise<number> {
  if (searchEngine === 'fts5') return 0
  const folder = folderOfIndex({ data })
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function openFts5({ data }: InFolder): Promise<OpenSearchIndex> {
  const { openFts5Index } = await import('./search/fts5/fts5-index.ts')
  return openFts5Index(join(data, 'index.db'), () => takeIndexLock({ data }))
}

const folderOfIndex = ({ data }: InFolder) => join(data, 'index')

/**
 * Takes the lock that a running server holds while it updates the index. Returns a function that releases it; null if
 * another server holds it or its file cannot be opened.
 */
export function takeIndexLock({ data }: InFolder): (() => void) | null {
  try {
    return takeProcessLock(join(data, 'index.lock'))
  } catch {
    return null
  }
}

/** The folder of sizes of videos. */
export const transcodesFolder = ({ data }: InFolder): string => join(data, 'transcodes')

/** Opens an empty index of vectors, in a thread of its own. */
export async function openVectorIndex(dimensions: number): Promise<VectorIndex> {
  const { openThreadedIndex } = await import('./visual/vectors/threaded-index.ts')
  return openThreadedIndex(dimensions)
}

/** Opens only the blob store. */
export const openBlobs = (config: Config): Promise<BlobStore> => openBlobFolder(config, 'blobs')

/** Opens the blob store of a folder in the data folder, or in a bucket. */
async function openBlobFolder({ data, blobs, maxSpoolBytes }: Config, name: string): Promise<BlobStore> {
  if (blobs === null) return fileBlobStore(join(data, name))
  // Imported here because few libraries need it.
  const { openBucket } = await import('./blobs/s3/bucket.ts')
  const { s3BlobStore } = await import('./blobs/s3/s3-blob-store.ts')
  const { Spool } = await import('./blobs/s3/spool.ts')
  const { objects, folder } = openBucket(blobs, bucketEnvironment())
  const spool = new Spool(join(data, 'spool'), maxSpoolBytes)
  return s3BlobStore({ objects, folder: [folder, name].filter(Boolean).join('/') }, spool)
}

/** Opens the limit of attempts to sign in to a server. */
export async function openGuessLimit(): Promise<GuessLimit> {
  const { memoryGuessLimit } = await import('./access/memory-guess-limit.ts')
  return memoryGuessLimit()
}

/** What is kept of a library, without what decodes pictures. */
export type Stores = Pick<Library, 'db' | 'index' | 'blobs' | 'uploads' | 'transcodes' | 'phrases'>

/** Opens what is kept of the library of a data folder, whose records are open. */
export async function openStores(config: Config, db: Db): Promise<Stores> {
  return {
    db,
    index: await openIndex(config),
    blobs: await openBlobs(config),
    uploads: await openBlobFolder(config, 'uploads'),
    transcodes: await openBlobFolder(config, 'transcodes'),
    phrases: { conceptWords: config.conceptWords, correctSpelling: config.correctSpelling },
  }
}

/** Opens the library of a data folder; decoder processes start with the first picture. */
export async function openLibrary(config: Config): Promise<Library> {
  const decoder = await openDecoders(config)
  const clips = await openClips(config, decoder)
  const stores = await openStores(config, await openRecords(config))
  const { openFrameIndex } = await import('./visual/frame-index.ts')
  const frames = openFrameIndex(stores.db, openVectorIndex)
  return {
    ...stores,
    frames,
    decoder,
    clips,
    now: () => new Date(),
    async close() {
      clips.close()
      await decoder.close()
      await frames.close()
      await stores.index.close()
      await stores.db.destroy()
    },
  }
}

/** Opens the configured embedder, whose process starts when it is first needed. @throws Problem InvalidSetting */
export async function openEmbedder(config: Config): Promise<EmbedderHost | null> {
  const { embedder: path, embedderTimeoutMs: timeoutMs, maxEmbedderBytes: maxMemoryBytes } = config
  if (path === null) return null
  if (!existsSync(path)) throw new Problem('InvalidSetting', `embedder is '${path}', which does not exist.`)
  const { hostEmbedder } = await import('./visual/embedders/embedder-host.ts')
  return hostEmbedder({ path, timeoutMs, maxMemoryBytes })
}

/** Opens the configured decoder pool. @throws Problem InvalidSetting when the watermark cannot be drawn. */
export async function openDecoders(config: Config): Promise<DecoderPool> {
  const watermark = await readWatermark(config)
  // Imported here because commands that need only the records, and the index thread, start faster without it.
  const { openDecoderPool } = await import('./media/decoder-pool.ts')
  const environment = decoderEnvironment()
  return openDecoderPool({ processes: config.decoders, ...decodeLimits(config), watermark, environment })
}

async function openClips(config: Config, decoder: DecoderPool): Promise<ClipMaker> {
  const { openClipMaker } = await import('./media/video/clip-maker.ts')
  return openClipMaker({
    tools: toolPaths(config),
    maxMemoryBytes: config.maxDecoderBytes,
    timeoutMs: config.clipTimeoutMs,
    drawMark: (size) => decoder.drawMark(size),
  })
}

/** The configured limits of reading a file. */
const decodeLimits = (config: Config): DecodeLimits => ({
  timeoutMs: config.decodeTimeoutMs,
  maxMemoryBytes: config.maxDecoderBytes,
  maxPixels: config.maxPixels,
  maxFileBytes: config.maxFileBytes,
  tools: toolPaths(config),
})

/** The configured programs of the machine. */
const toolPaths = ({ vipsPath, ghostscriptPath, ffmpegPath, ffprobePath }: Config): ToolPaths => ({
  vips: vipsPath,
  ghostscript: ghostscriptPath,
  ffmpeg: ffmpegPath,
  ffprobe: ffprobePath,
})

/** Returns what makes download sizes of videos; null if ffmpeg is not installed. */
export async function openVideoSizeMaker(config: Config): Promise<MakeVideoSize | null> {
  // Imported here because only a server needs it.
  const { openVideoSizes } = await import('./transcodes/make-video-size.ts')
  return openVideoSizes({
    limits: decodeLimits(config),
    timeoutSeconds: config.transcodeTimeoutSeconds,
    atOnce: config.transcodesAtOnce,
    maxBytes: config.maxTranscodeBytes,
  })
}

/** Reads the configured watermark. @throws Problem InvalidSetting when it cannot be drawn. */
export async function readWatermark({
  watermarkText,
  watermarkSvg,
  watermarkOpacity,
}: Config): Promise<Watermark> {
  const file = watermarkSvg === null ? null : await readFile(watermarkSvg).catch(() => undefined)
  if (file === undefined)
    throw new Problem('InvalidSetting', `watermarkSvg is '${watermarkSvg}', which cannot be read.`)
  const { designWatermark } = await import('./media/watermark-design.ts')
  try {
    return designWatermark({ text: watermarkText, svg: file, opacity: watermarkOpacity })
  } catch (error) {
    throw isProblem(error, 'InvalidWatermark') ? new Problem('InvalidSetting', error.message) : error
  }
}
