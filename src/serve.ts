import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { Ability } from './access/abilities.ts'
import { ensureGalleryKey } from './access/gallery-key.ts'
import { isUsable, openKeyRing } from './access/key-ring.ts'
import { openRequestCounts } from './access/request-counts.ts'
import { sharedThrottle, throttleMemory } from './access/shared-throttle.ts'
import { answerHere } from './answering.ts'
import { answerInThreads } from './answering-threads.ts'
import {
  type Library,
  openEmbedder,
  openGuessLimit,
  openVideoSizeMaker,
  transcodesFolder,
} from './compose.ts'
import type { Config } from './config.ts'
import type { Db } from './db/database.ts'
import { findOrCreateSecret } from './db/secrets.ts'
import { DEMO_KEY } from './demo/demo-credentials.ts'
import { SETTLE_DOWNLOADS } from './downloads/settle-transcodes.ts'
import { FOLLOW_MS, followServer } from './follow.ts'
import { followIndex } from './follow-index.ts'
import type { DemoUser } from './http/session/sign-in-to-gallery.ts'
import { openCertificate } from './http/tls/certificate.ts'
import { machineNames } from './http/tls/machine-names.ts'
import { isLoopback, isWildcard } from './lib/addresses.ts'
import type { Logger } from './lib/log.ts'
import { renditionCache } from './renditions/rendition-cache.ts'
import { openRenditionMaker } from './renditions/rendition-maker.ts'
import { untilSearchable } from './search/until-searchable.ts'
import { ownCertificate, refuseOpenPlainHttp, refuseTooLittleMemory, threadsOf } from './serve-checks.ts'
import { runTranscodes } from './transcodes/run-transcodes.ts'
import { runEmbedding } from './visual/embedders/run-embedding.ts'
import { runDescribing } from './visual/run-describing.ts'
import { openSending } from './webhooks/open-sending.ts'
import { runWebhooks } from './webhooks/run-webhooks.ts'

const GRACE_MS = 10_000

/** A running server and its addresses. */
export type RunningServer = {
  readonly http: string
  readonly https: string
  /** HTTPS addresses for other machines, one for each name of the certificate; empty when it listens on loopback. */
  readonly remote: readonly string[]
  /** Names and addresses of this machine that the certificate does not cover. */
  readonly uncovered: readonly string[]
  /** Path of the certificate of the local authority; null when the owner's own certificate is served. */
  readonly ca: string | null
  readonly reset: (() => Promise<void>) | null
  /** Rejects if the server cannot go on; it is to be stopped then. */
  readonly failed: Promise<never>
  /** Finishes open requests and stops; the library stays open. */
  stop(): Promise<void>
}

/** How to start a server, besides its settings. */
export type ServeOptions = {
  readonly logger: Logger
  /** Names that the local certificate covers besides those of this machine. */
  readonly extraNames?: readonly string[]
  /** Restores the initial state; only development servers offer that to callers. */
  readonly reset?: (() => Promise<void>) | null
  /** The key that the reference at /docs fills in; only in development. */
  readonly tryKey?: string | null
  /** The user whom the sign-in page of the gallery names; only in development. */
  readonly demoUser?: DemoUser | null
  /** Abilities of the gallery's key when it is created; later the owner's choice applies. */
  readonly galleryAbilities?: readonly Ability[]
}

/**
 * Serves a library until it is stopped. When this resolves, everything in the change log is searchable, unless the index is
 * far behind it: then it answers from what there is, and /readyz says how many changes are missing.
 */
export async function startServer(
  library: Library,
  config: Config,
  {
    logger,
    extraNames = [],
    reset = null,
    tryKey = null,
    demoUser = null,
    galleryAbilities = [],
  }: ServeOptions,
): Promise<RunningServer> {
  refuseOpenPlainHttp(config)
  await refuseTooLittleMemory(config)
  const { db, index, blobs, transcodes, decoder, now } = library
  const embedder = await openEmbedder(config)
  const sending = await openSending(db, config, now)
  const certificate = await openCertificate({
    own: ownCertificate(config),
    folder: join(config.data, 'tls'),
    required: extraNames,
    machine: machineNames(config.tlsHost),
    now: now(),
  })
  const galleryKey = config.gallery
    ? await db.transaction().execute((tx) => ensureGalleryKey(tx, now(), galleryAbilities))
    : null
  const threads = threadsOf(config, logger)
  const followingIndex = followIndex({
    config,
    index,
    pauseMs: FOLLOW_MS,
    otherReaders: threads === 1 ? 0 : threads,
    onError: (error) => logger.error({ err: error }, 'the index could not follow the changes'),
    onUnsaved: (reason) =>
      logger.error(
        { reason },
        'the search index could not be saved: searches go on, and saving is tried again every ten seconds',
      ),
  })
  // Waited for last, because it is opened by a thread meanwhile.
  const isSearchable = untilSearchable(followingIndex, library)
  isSearchable.catch(() => {})
  if (tryKey === null) await warnOfDemoKey(db, now(), logger)
  if (!library.clips.isAvailable) await warnOfMissingFfmpeg(db, logger)
  const makeVideoSize = await openVideoSizeMaker(config)
  const maker = openRenditionMaker({
    ...library,
    cache: renditionCache(library, config.maxRenditionBytes),
    clipWaitMs: config.clipWaitMs,
    onUnsaved: (error) => logger.error({ err: error }, 'a rendition could not be saved'),
  })
  const resetAndForget = reset && (() => reset().finally(() => answering.forgetAnswers()))
  const services = { ...library, maker, guesses: await openGuessLimit(), reset: resetAndForget }
  const answered = {
    galleryKey,
    tryKey,
    demoUser,
    linkSecret: await findOrCreateSecret(db, 'links', () => randomBytes(32).toString('base64url')),
    watermarkKey: decoder.watermark.key,
    canPlay: library.clips.isAvailable,
    canMakeVideoSizes: makeVideoSize !== null,
    certificate: certificate.current,
  }
  const answering =
    threads === 1
      ? await answerHere(
          {
            ...services,
            requestCounts: openRequestCounts(db),
            throttle: sharedThrottle(throttleMemory(1), 1),
          },
          answered,
          { config: { ...config, threads }, logger },
        )
      : answerInThreads(services, answered, { config, followingIndex, logger })
  const ports = await isSearchable
    .then(() =>
      answering.listen({
        plain: { host: config.host, port: config.port },
        tls: { host: config.tlsHost, port: config.tlsPort },
      }),
    )
    .catch(async (error) => {
      await followingIndex.stop()
      await answering.stop(0)
      throw error
    })
  const { forgetAnswers } = answering
  const stopFollowing = followServer(library, {
    certificate,
    onCertificate: () => answering.setCertificate(certificate.current),
    logger,
  })
  const stopEmbedding = embedder && runEmbedding({ ...library, embedder, logger })
  const stopDescribing = runDescribing({ db, blobs, decoder, onDescribed: forgetAnswers, logger })
  const stopWebhooks = runWebhooks({ ...sending, db, logger })
  const stopTranscodes = runTranscodes({
    db,
    blobs,
    transcodes,
    workFolder: join(transcodesFolder(config), 'work'),
    makeVideoSize,
    consequences: SETTLE_DOWNLOADS,
    settings: config,
    now,
    logger,
  })
  return {
    http: `http://${nameOf(config.host)}:${ports.httpPort}`,
    https: `https://${nameOf(config.tlsHost)}:${ports.httpsPort}`,
    remote: remoteBases(certificate.current.names, config.tlsHost, ports.httpsPort),
    uncovered: certificate.uncovered,
    ca: certificate.caPath,
    reset: resetAndForget,
    failed: answering.failed,
    async stop() {
      await answering.stop(GRACE_MS)
      await Promise.all([
        stopFollowing(),
        followingIndex.stop(),
        stopWebhooks(),
        stopTranscodes(),
        stopDescribing(),
        stopEmbedding?.(),
        maker.settle(),
      ])
    },
  }
}

/** Without ffmpeg, videos of the library are not played. */
async function warnOfMissingFfmpeg(db: Db, logger: Logger): Promise<void> {
  const video = await db
    .selectFrom('master')
    .innerJoin('asset', 'asset.id', 'master.assetId')
    .select('asset.id')
    .where('asset.mediaKind', '=', 'video')
    .limit(1)
    .executeTakeFirst()
  if (video)
    logger.warn(
      'ffmpeg is not installed (Debian: ffmpeg; or set ffmpegPath), so that videos have no clips and key frames',
    )
}

/** The demo key is public, so it must not work in production. */
async function warnOfDemoKey(db: Db, now: Date, logger: Logger): Promise<void> {
  const client = (await openKeyRing(db)).find(DEMO_KEY)
  if (client && isUsable(client, now))
    logger.warn(
      { client: client.id },
      'the key of the demo customer is public: revoke it with "vitrine keys revoke"',
    )
}

/** The name of a listening host for a person on this machine. */
function nameOf(host: string): string {
  return isLoopback(host) || isWildcard(host) ? 'localhost' : bracketed(host)
}

/** The addresses at which other machines reach HTTPS; empty when it listens on loopback. */
function remoteBases(names: readonly string[], host: string, port: number): string[] {
  if (isLoopback(host)) return []
  const remote = names.filter((name) => !isLoopback(name))
  return remote.map((name) => `https://${bracketed(name)}:${port}`)
}

/** A name or an address as it is written in a URL (RFC 3986, 3.2.2). */
function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}
