import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Ability } from './access/abilities.ts'
import { ensureGalleryKey } from './access/gallery-key.ts'
import { isUsable, type KeyRing, openKeyRing } from './access/key-ring.ts'
import { openRequestCounts } from './access/request-counts.ts'
import { openTextLanguages } from './catalogue/text-languages.ts'
import {
  type Library,
  openEmbedder,
  openGuessLimit,
  openThrottle,
  openVideoSizeMaker,
  transcodesFolder,
} from './compose.ts'
import type { Config } from './config.ts'
import type { Db } from './db/database.ts'
import { findOrCreateSecret } from './db/secrets.ts'
import { DEMO_KEY } from './demo/demo-credentials.ts'
import { chargingRules } from './downloads/charging-rules.ts'
import { SETTLE_DOWNLOADS } from './downloads/settle-transcodes.ts'
import { FOLLOW_MS, follow } from './follow.ts'
import { followIndex, type IndexFollowing } from './follow-index.ts'
import { answerMemory } from './http/answer-memory.ts'
import { createApp } from './http/app.ts'
import { listen } from './http/listen.ts'
import type { DemoUser } from './http/session/sign-in-to-gallery.ts'
import { openCertificate } from './http/tls/certificate.ts'
import { machineNames } from './http/tls/machine-names.ts'
import { isLoopback, isWildcard } from './lib/addresses.ts'
import type { Logger } from './lib/log.ts'
import { openReceiptKey } from './receipts/receipt-key.ts'
import { openRenditions } from './renditions/rendition.ts'
import { renditionCache } from './renditions/rendition-cache.ts'
import { openRightsBook } from './rights/rights-book.ts'
import { catchUp, countUnindexed } from './search/indexer.ts'
import { ownCertificate, refuseOpenPlainHttp, refuseTooLittleMemory } from './serve-checks.ts'
import { runTranscodes } from './transcodes/run-transcodes.ts'
import { runEmbedding } from './visual/embedders/run-embedding.ts'
import { runDescribing } from './visual/run-describing.ts'
import { openSending } from './webhooks/open-sending.ts'
import { runWebhooks } from './webhooks/run-webhooks.ts'

const GRACE_MS = 10_000
/** How long the start waits until the index has all changes. */
const MAX_WAIT_FOR_INDEX_MS = 2000

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
  const { db, index, frames, blobs, uploads, transcodes, decoder, phrases, now } = library
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
  const keys = await openKeyRing(db)
  const requestCounts = openRequestCounts(db)
  const followingIndex = followIndex({
    config,
    index,
    pauseMs: FOLLOW_MS,
    onError: (error) => logger.error({ err: error }, 'the index could not follow the changes'),
  })
  // Waited for last, because it is opened by a thread meanwhile.
  const isSearchable = untilSearchable(followingIndex, library)
  isSearchable.catch(() => {})
  if (tryKey === null) warnOfDemoKey(keys, now(), logger)
  if (!library.clips.isAvailable) await warnOfMissingFfmpeg(db, logger)
  const rightsDefaults = { licenseModel: config.defaultLicenseModel, isEmbeddable: config.defaultEmbeddable }
  const rightsBook = await openRightsBook(db, rightsDefaults)
  const textLanguages = await openTextLanguages(db)
  const makeVideoSize = await openVideoSizeMaker(config)
  const answers = answerMemory(config.maxAnswerMemoryBytes)
  const resetAndForget = reset && (() => reset().finally(answers.forget))
  let isStopping = false
  const app = await createApp(
    {
      db,
      blobs,
      uploads,
      transcodes,
      canMakeVideoSizes: makeVideoSize !== null,
      decoder,
      uploadLimits: config,
      outsidePictures: { hosts: config.imageUrlHosts, addresses: sending.addresses },
      index,
      frames,
      phrases,
      now,
      keys,
      requestCounts,
      answers,
      textLanguages,
      tryKey,
      demoUser,
      galleryKey,
      throttle: await openThrottle(),
      guesses: await openGuessLimit(),
      isStopping: () => isStopping,
      unindexedChanges: () => countUnindexed(library),
      reset: resetAndForget,
      ...openRenditions({
        ...library,
        cache: renditionCache(library, config.maxRenditionBytes),
        clipWaitMs: config.clipWaitMs,
      }),
      watermarkKey: library.decoder.watermark.key,
      canPlay: library.clips.isAvailable,
      rightsBook,
      rules: chargingRules(config),
      receiptKey: await openReceiptKey(db),
      linkSecret: await findOrCreateSecret(db, 'links', () => randomBytes(32).toString('base64url')),
    },
    {
      ...config,
      trustedProxies: config.behindProxy,
      get hostNames() {
        return certificate.names
      },
      rightsDefaults,
    },
    logger,
  )
  const ports = {
    plain: { host: config.host, port: config.port },
    tls: { ...certificate, host: config.tlsHost, port: config.tlsPort },
    requestTimeoutMs: config.requestTimeoutMs,
  }
  const listening = await isSearchable
    .then(() => listen(app, ports))
    .catch(async (error) => {
      await followingIndex.stop()
      await app.close()
      throw error
    })
  const stopFollowing = follow(library, {
    keys,
    requestCounts,
    rightsBook,
    answers,
    textLanguages,
    certificate,
    listening,
    logger,
  })
  const stopEmbedding = embedder && runEmbedding({ ...library, embedder, logger })
  const stopDescribing = runDescribing({ db, blobs, decoder, onDescribed: answers.forget, logger })
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
    http: `http://${nameOf(config.host)}:${listening.httpPort}`,
    https: `https://${nameOf(config.tlsHost)}:${listening.httpsPort}`,
    remote: remoteBases(certificate.names, config.tlsHost, listening.httpsPort),
    uncovered: certificate.uncovered,
    ca: certificate.caPath,
    reset: resetAndForget,
    async stop() {
      isStopping = true
      await listening.close(GRACE_MS)
      await Promise.all([
        stopFollowing(),
        followingIndex.stop(),
        stopWebhooks(),
        stopTranscodes(),
        stopDescribing(),
        stopEmbedding?.(),
      ])
      await app.close()
    },
  }
}

/** Resolves when what was saved of the index can be searched, and soon after even if it lacks changes. */
async function untilSearchable({ loaded }: IndexFollowing, library: Library): Promise<void> {
  await loaded
  await Promise.race([catchUp(library), delay(MAX_WAIT_FOR_INDEX_MS, undefined, { ref: false })])
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
function warnOfDemoKey(keys: KeyRing, now: Date, logger: Logger): void {
  const client = keys.find(DEMO_KEY)
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
