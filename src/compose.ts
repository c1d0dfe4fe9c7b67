import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlobStore } from './blobs/blob-store.ts'
import { fileBlobStore } from './blobs/file-blob-store.ts'
import type { Config } from './config.ts'
import { type Db, openDatabase } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import type { Clock } from './lib/clock.ts'
import { type DecoderPool, openDecoderPool } from './media/decoder-pool.ts'
import { openFts5Index } from './search/fts5/fts5-index.ts'
import type { SearchIndex } from './search/search-index.ts'

/** One library, opened: the only place that knows which adapter stands behind a service. */
export type Library = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly index: SearchIndex
  readonly decoder: DecoderPool
  readonly now: Clock
  close(): Promise<void>
}

/** The data folder holds secrets and originals: where we make it, it is its owner's alone. */
const PRIVATE = 0o700

/** The records alone, brought up to this version: enough for what has nothing to do with pictures. */
export async function openRecords(config: Config): Promise<Db> {
  await mkdir(config.data, { recursive: true, mode: PRIVATE })
  const db = openDatabase(join(config.data, 'records.db'))
  await migrate(db)
  return db
}

/** The files of the library alone. */
export function openBlobs(config: Config): BlobStore {
  return fileBlobStore(join(config.data, 'blobs'))
}

/** Opens the library of a data folder; its decoders are started by the first picture. */
export async function openLibrary(config: Config, now: Clock = () => new Date()): Promise<Library> {
  const db = await openRecords(config)
  const index = await openFts5Index(join(config.data, 'index.db'))
  const decoder = openDecoderPool({
    processes: config.decoders,
    timeoutMs: config.decodeTimeoutMs,
    maxMemoryBytes: config.maxDecoderBytes,
    maxPixels: config.maxPixels,
    maxFileBytes: config.maxFileBytes,
  })
  return {
    db,
    blobs: openBlobs(config),
    index,
    decoder,
    now,
    async close() {
      await decoder.close()
      await index.close()
      await db.destroy()
    },
  }
}
