import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Limits } from './access/limits.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import { fileBlobStore } from './blobs/file-blob-store.ts'
import { openRecords } from './compose-records.ts'
import { bucketEnvironment, type Config, decoderEnvironment, searchEnvironment } from './config.ts'
import { clockOfRecords } from './db/clock-of-records.ts'
import type { Db } from './db/database.ts'
import { openLease } from './db/lease.ts'
import { takeProcessLock } from './db/process-lock.ts'
import type { Clock } from './lib/clock.ts'
import type { Logger } from './lib/log.ts'
import { isProblem, Problem } from './lib/problem.ts'
import { withoutPassword } from './lib/without-password.ts'
import type { DecodeLimits } from './media/decode-limits.ts'
import type { DecoderPool } from './media/decoder-pool.ts'
import type { ToolPaths } from './media/tools/tool-paths.ts'
import type { ClipMaker } from './media/video/clip-maker.ts'
import type { Watermark } from './media/watermark-design.ts'
import type { PhraseSettings } from './search/read-text.ts'
import type { FollowedIndex, IndexSharing, OpenedIndex } from './search/search-index.ts'
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
  readonly index: OpenedIndex
  /** For searches by sight. */
  readonly frames: FrameIndex
  readonly decoder: DecoderPool
  readonly clips: ClipMaker
  readonly phrases: PhraseSettings
  /** The time of the records. NOTE: a function cannot be sent to threads: several threads that answer have clocks of their own. */
  readonly now: Clock
  close(): Promise<void>
}

type InFolder = Pick<Config, 'data'>
type IndexConfig = Pick<Config, 'data' | 'search' | 'searchEngine'>

/** Opens only the index; the data folder must exist. */
async function openIndex({ data, search, searchEngine }: IndexConfig, db: Db): Promise<OpenedIndex> {
  if (search !== null) {
    const { openOpenSearchIndex } = await import('./search/opensearch/opensearch-index.ts')
    return openOpenSearchIndex(...(await openSearchServer(search, async () => db)))
  }
  if (searchEngine === 'fts5') return openFts5({ data })
  const { openEmbeddedIndex } = await import('./search/embedded/embedded-index.ts')
  return openEmbeddedIndex(folderOfIndex({ data }), () => takeIndexLock({ data }))
}

/** Opens the index in the thread of a server that updates it (`serve/index-thread.ts`). */
export async function openFollowedIndex(
  { data, search, searchEngine }: IndexConfig,
  sharing: IndexSharing,
  openDb: () => Promise<Db>,
): Promise<FollowedIndex> {
  if (search !== null) {
    const { openFollowedOpenSearch } = await import('./search/opensearch/opensearch-index.ts')
    return openFollowedOpenSearch(...(await openSearchServer(search, openDb)))
  }
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
export async function savedIndexBytes({ data, search, searchEngine }: IndexConfig): Promise<number> {
  if (search !== null || searchEngine === 'fts5') return 0
  const folder = folderOfIndex({ data })
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Opens the index in OpenSearch, and the lease of the node that updates it. */
async function openSearchServer(search: string, openDb: () => Promise<Db>) {
  const { openPlace } = await import('./search/opensearch/connection.ts')
  return [openPlace(search, searchEnvironment()), openLease(openDb, 'search index')] as const
}

async function openFts5({ data }: InFolder): Promise<OpenedIndex> {
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
async function openBlobFolder(
  { data, blobs, bucketUrl, maxSpoolBytes }: Config,
  name: string,
): Promise<BlobStore> {
  if (blobs === null) return fileBlobStore(join(data, name))
  // Imported here because few libraries need it.
  const { openBucket } = await import('./blobs/s3/bucket.ts')
  const { s3BlobStore } = await import('./blobs/s3/s3-blob-store.ts')
  const { Spool } = await import('./blobs/s3/spool.ts')
  const { folder, ...bucket } = openBucket(blobs, bucketEnvironment(), bucketUrl)
  const spool = new Spool(join(data, 'spool'), maxSpoolBytes)
  return s3BlobStore({ ...bucket, folder: [folder, name].filter(Boolean).join('/') }, spool)
}

/** Opens what counts the requests of keys and the attempts to sign in: in Redis, or in the memory of this node. */
export async function openLimits({ limits }: Config, logger: Logger): Promise<Limits> {
  if (limits === null) {
    const { memoryGuessLimit } = await import('./access/count-guesses.ts')
    return { guesses: memoryGuessLimit(), throttle: (own) => own, async check() {}, close() {} }
  }
  const { redisLimits } = await import('./access/redis/redis-limits.ts')
  const server = withoutPassword(limits)
  return redisLimits(limits, (isReachable) =>
    isReachable
      ? logger.info({ limits: server }, 'limits are counted by all nodes together again')
      : logger.warn(
          { limits: server },
          'limits cannot be reached: each node counts for itself until they can',
        ),
  )
}

/** What is kept of a library, without what decodes pictures. */
export type Stores = Pick<Library, 'db' | 'index' | 'blobs' | 'uploads' | 'transcodes' | 'phrases'>

/** Opens what is kept of the library of a data folder, whose records are open. */
export async function openStores(config: Config, db: Db): Promise<Stores> {
  return {
    db,
    index: await openIndex(config, db),
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
  const now = await clockOfRecords(stores.db)
  const { openFrameIndex } = await import('./visual/frame-index.ts')
  const frames = openFrameIndex(stores.db, openVectorIndex)
  return {
    ...stores,
    frames,
    decoder,
    clips,
    now,
    async close() {
      clips.close()
      await decoder.close()
      await frames.close()
      await stores.index.close()
      await stores.db.destroy()
    },
  }
}

/** What a worker uses of a library: it answers nothing, so it needs no index. */
export type WorkerLibrary = Pick<Library, 'db' | 'blobs' | 'transcodes' | 'decoder' | 'now' | 'close'>

/** Opens the library of a data folder for a worker; decoder processes start with the first picture. */
export async function openWorkerLibrary(config: Config): Promise<WorkerLibrary> {
  const decoder = await openDecoders(config)
  const db = await openRecords(config)
  return {
    db,
    blobs: await openBlobs(config),
    transcodes: await openBlobFolder(config, 'transcodes'),
    decoder,
    now: await clockOfRecords(db),
    async close() {
      await decoder.close()
      await db.destroy()
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
