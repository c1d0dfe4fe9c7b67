import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Throttle } from './access/throttle.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import { fileBlobStore } from './blobs/file-blob-store.ts'
import { type Config, TEMPORARY } from './config.ts'
import { type Db, openDatabase } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import type { Clock } from './lib/clock.ts'
import { isProblem, Problem } from './lib/problem.ts'
import type { DecoderPool } from './media/decoder-pool.ts'
import type { Watermark } from './media/watermark-design.ts'
import { openFts5Index } from './search/fts5/fts5-index.ts'
import type { PhraseSettings } from './search/read-text.ts'
import type { OpenSearchIndex } from './search/search-index.ts'

/** One library, opened: the only place that knows which adapter stands behind a service. */
export type Library = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly index: OpenSearchIndex
  readonly decoder: DecoderPool
  readonly phrases: PhraseSettings
  readonly now: Clock
  close(): Promise<void>
}

/** The data folder holds secrets and originals: where we make it, it is its owner's alone. */
const PRIVATE = 0o700

/** A library inside a git checkout does not show up in it, nor is it committed by mistake: it holds secrets. */
const IGNORE_ALL = '*\n'

type InFolder = Pick<Config, 'data'>

/** Returns whether a library has been made in the data folder. */
export function hasLibrary(config: InFolder): boolean {
  return existsSync(recordsOf(config))
}

const recordsOf = ({ data }: InFolder) => join(data, 'records.db')

/** The records alone, brought up to this version: enough for what has nothing to do with pictures. */
export async function openRecords(config: InFolder): Promise<Db> {
  await ensureFolder(config.data)
  const db = openDatabase(recordsOf(config))
  await migrate(db)
  return db
}

async function ensureFolder(path: string): Promise<void> {
  if (basename(path) === TEMPORARY)
    throw new Problem('InvalidSetting', `The data folder ${TEMPORARY} is for vitrine dev alone.`)
  try {
    await mkdir(path, { recursive: true, mode: PRIVATE })
    if ((await readdir(path)).length === 0) await writeFile(join(path, '.gitignore'), IGNORE_ALL)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Problem(
      'InvalidSetting',
      `The data folder ${path} cannot be made (${code}); choose another one with --data.`,
    )
  }
}

/** The index alone; the records' folder must be there. */
export function openIndex({ data }: InFolder): Promise<OpenSearchIndex> {
  return openFts5Index(join(data, 'index.db'))
}

/** The files of the library alone. */
export function openBlobs(config: Config): BlobStore {
  return fileBlobStore(join(config.data, 'blobs'))
}

/** Counts the queries of keys, for a server. */
export async function openThrottle(): Promise<Throttle> {
  const { memoryThrottle } = await import('./access/memory-throttle.ts')
  return memoryThrottle()
}

/** Opens the library of a data folder; its decoders are started by the first picture. */
export async function openLibrary(config: Config, now: Clock = () => new Date()): Promise<Library> {
  const watermark = await readWatermark(config)
  // Loaded here, since commands on records alone and the thread of the index start faster without it.
  const { openDecoderPool } = await import('./media/decoder-pool.ts')
  const db = await openRecords(config)
  const index = await openIndex(config)
  const decoder = openDecoderPool({
    processes: config.decoders,
    timeoutMs: config.decodeTimeoutMs,
    maxMemoryBytes: config.maxDecoderBytes,
    maxPixels: config.maxPixels,
    maxFileBytes: config.maxFileBytes,
    watermark,
  })
  return {
    db,
    blobs: openBlobs(config),
    index,
    decoder,
    phrases: { conceptWords: config.conceptWords, correctSpelling: config.correctSpelling },
    now,
    async close() {
      await decoder.close()
      await index.close()
      await db.destroy()
    },
  }
}

/** The watermark that the settings ask for. @throws Problem InvalidSetting when it cannot be drawn. */
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
