import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import { openKeyRing } from './access/key-ring.ts'
import { memoryThrottle } from './access/throttle.ts'
import type { BlobStore } from './blobs/blob-store.ts'
import { fileBlobStore } from './blobs/file-blob-store.ts'
import type { Config } from './config.ts'
import { type Db, dataVersion, openDatabase } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { findOrMakeSecret } from './db/secrets.ts'
import { createApp } from './http/app.ts'
import { type Listening, listen } from './http/listen.ts'
import { localTls } from './http/tls/local-tls.ts'
import type { Clock } from './lib/clock.ts'
import { every } from './lib/every.ts'
import { type DecoderPool, openDecoderPool } from './media/decoder-pool.ts'
import { renditionFinder } from './renditions/rendition.ts'
import { openFts5Index } from './search/fts5/fts5-index.ts'
import { catchUp } from './search/indexer.ts'
import type { SearchIndex } from './search/search-index.ts'

/** How soon what another process did is in force here: keys, and changes of the catalogue. */
const FOLLOW_MS = 250
const GRACE_MS = 10_000

/** One library, opened: the only place that knows which adapter stands behind a service. */
export type Library = {
  readonly db: Db
  readonly blobs: BlobStore
  readonly index: SearchIndex
  readonly decoder: DecoderPool
  readonly now: Clock
  close(): Promise<void>
}

/** The records alone, brought up to this version: enough for what has nothing to do with pictures. */
export async function openRecords(config: Config): Promise<Db> {
  await mkdir(config.data, { recursive: true })
  const db = openDatabase(join(config.data, 'records.db'))
  await migrate(db)
  return db
}

/** Opens the library of a data folder; its decoders are started by the first picture. */
export async function openLibrary(config: Config, now: Clock = () => new Date()): Promise<Library> {
  const db = await openRecords(config)
  const index = openFts5Index(join(config.data, 'index.db'))
  const decoder = openDecoderPool({
    processes: config.decoders,
    timeoutMs: config.decodeTimeoutMs,
    maxMemoryBytes: config.maxDecoderBytes,
    maxPixels: config.maxPixels,
    maxFileBytes: config.maxFileBytes,
  })
  return {
    db,
    blobs: fileBlobStore(join(config.data, 'blobs')),
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

export type RunningServer = {
  readonly http: string
  readonly https: string
  /** Path of the certificate of the local authority. */
  readonly ca: string
  /** Finishes what is under way; the library stays open. */
  stop(): Promise<void>
}

/** Serves a library until it is stopped. When it answers, everything in the change log is searchable. */
export async function startServer(
  library: Library,
  config: Config,
  { logger, extraNames = [] }: { logger: FastifyBaseLogger; extraNames?: readonly string[] },
): Promise<RunningServer> {
  const { db, index, blobs, now } = library
  const keys = await openKeyRing(db)
  await catchUp(library)
  let seen: number | null = null
  const stopFollowing = every(
    FOLLOW_MS,
    async () => {
      await catchUp({ db, index })
      const version = await dataVersion(db)
      if (version !== seen) await keys.reload()
      seen = version
    },
    (error) => logger.error({ err: error }, 'following the change log failed'),
  )
  const tls = await localTls({ folder: join(config.data, 'tls'), extraNames, now: now() })
  const services = {
    ...{ db, blobs, index, now, keys },
    throttle: memoryThrottle(),
    findRendition: renditionFinder(library),
    linkSecret: await findOrMakeSecret(db, 'links', () => randomBytes(32).toString('base64url')),
  }
  const settings = { ...config, hostNames: tls.names, trustedProxies: config.behindProxy }
  const app = await createApp(services, settings, logger)
  const listening = await listen(app, {
    host: config.host,
    port: config.port,
    tls: { port: config.tlsPort, certificate: tls.certificate, key: tls.key },
    requestTimeoutMs: config.requestTimeoutMs,
  })
  return {
    ...addresses(listening, config.host),
    ca: tls.caPath,
    async stop() {
      await listening.close(GRACE_MS)
      await stopFollowing()
      await app.close()
    },
  }
}

function addresses({ httpPort, httpsPort }: Listening, host: string): { http: string; https: string } {
  const name = host === '127.0.0.1' || host === '::1' ? 'localhost' : host
  return { http: `http://${name}:${httpPort}`, https: `https://${name}:${httpsPort}` }
}
