import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { ensureGalleryKey } from './access/gallery-key.ts'
import { isUsable, type KeyRing, openKeyRing } from './access/key-ring.ts'
import { memoryThrottle } from './access/throttle.ts'
import type { Library } from './compose.ts'
import { type Config, ConfigError } from './config.ts'
import { findOrMakeSecret } from './db/secrets.ts'
import { DEMO_KEY } from './demo/demo-key.ts'
import { follow } from './follow.ts'
import { answerMemory } from './http/answer-memory.ts'
import { createApp } from './http/app.ts'
import { listen } from './http/listen.ts'
import { openCertificate } from './http/tls/certificate.ts'
import type { Logger } from './lib/log.ts'
import { renditionFinder } from './renditions/rendition.ts'
import { renditionCache } from './renditions/rendition-cache.ts'
import { catchUp } from './search/indexer.ts'

const GRACE_MS = 10_000

export type RunningServer = {
  readonly http: string
  readonly https: string
  /** Path of the certificate of the local authority; null when the owner's own certificate is served. */
  readonly ca: string | null
  readonly reset: (() => Promise<void>) | null
  /** Finishes what is under way; the library stays open. */
  stop(): Promise<void>
}

export type ServeOptions = {
  readonly logger: Logger
  /** Names beside those of this machine that the local certificate is for. */
  readonly extraNames?: readonly string[]
  /** How to bring back the first state, where the server offers that to its callers: in development. */
  readonly reset?: (() => Promise<void>) | null
  /** The key with which the reference at /docs tries out operations: in development. */
  readonly tryKey?: string | null
}

/** Serves a library until it is stopped. When it answers, everything in the change log is searchable. */
export async function startServer(
  library: Library,
  config: Config,
  { logger, extraNames = [], reset = null, tryKey = null }: ServeOptions,
): Promise<RunningServer> {
  refuseOpenPlainHttp(config)
  const { db, index, blobs, now } = library
  const own = ownCertificate(config)
  const certificate = await openCertificate({ own, folder: join(config.data, 'tls'), extraNames, now: now() })
  const galleryKey = config.gallery
    ? await db.transaction().execute((tx) => ensureGalleryKey(tx, now()))
    : null
  const keys = await openKeyRing(db)
  await catchUp(library)
  if (tryKey === null) warnOfDemoKey(keys, now(), logger)
  const answers = answerMemory(config.maxAnswerMemoryBytes)
  const resetAndReload =
    reset &&
    (() =>
      reset()
        .then(() => keys.reload())
        .finally(answers.forget))
  let isStopping = false
  const app = await createApp(
    {
      ...{ db, blobs, index, now, keys, answers, tryKey, galleryKey },
      throttle: memoryThrottle(),
      isStopping: () => isStopping,
      reset: resetAndReload,
      findRendition: renditionFinder({
        ...library,
        cache: renditionCache(library, config.maxRenditionBytes),
      }),
      watermarkKey: library.decoder.watermark.key,
      linkSecret: await findOrMakeSecret(db, 'links', () => randomBytes(32).toString('base64url')),
    },
    { ...config, hostNames: certificate.names, trustedProxies: config.behindProxy },
    logger,
  )
  const listening = await listen(app, {
    plain: { host: config.host, port: config.port },
    tls: { ...certificate, host: config.tlsHost, port: config.tlsPort },
    requestTimeoutMs: config.requestTimeoutMs,
  }).catch(async (error) => {
    await app.close()
    throw error
  })
  const stopFollowing = follow(library, { data: config.data, keys, answers, certificate, listening, logger })
  return {
    http: `http://${nameOf(config.host)}:${listening.httpPort}`,
    https: `https://${nameOf(config.tlsHost)}:${listening.httpsPort}`,
    ca: certificate.caPath,
    reset: resetAndReload,
    async stop() {
      isStopping = true
      await listening.close(GRACE_MS)
      await stopFollowing()
      await app.close()
    },
  }
}

/** In production a key that stands in the source of this program is an open door. */
function warnOfDemoKey(keys: KeyRing, now: Date, logger: Logger): void {
  const client = keys.find(DEMO_KEY)
  if (client && isUsable(client, now))
    logger.warn(
      { client: client.id },
      'everybody knows the key of the demo customer: revoke it with "vitrine keys revoke"',
    )
}

/** Keys travel in headers: in the open they travel on this machine alone, or behind a proxy that is named. */
function refuseOpenPlainHttp({ host, behindProxy }: Config): void {
  if (isLoopback(host) || behindProxy.length > 0) return
  throw new ConfigError(
    `Plain HTTP listens on loopback only, and host is '${host}'. Name the proxy before it with --behind-proxy, ` +
      'or leave host as it is and serve HTTPS with --tls-host.',
  )
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || host.startsWith('127.')

function ownCertificate({ tlsCertificate, tlsKey }: Config): { certificate: string; key: string } | null {
  if (tlsCertificate !== null && tlsKey !== null) return { certificate: tlsCertificate, key: tlsKey }
  if (tlsCertificate === null && tlsKey === null) return null
  throw new ConfigError('tlsCertificate and tlsKey belong together: give both or none.')
}

/** How a person on this machine calls a listening address. */
function nameOf(host: string): string {
  if (isLoopback(host) || host === '0.0.0.0' || host === '::') return 'localhost'
  return isIP(host) === 6 ? `[${host}]` : host
}
