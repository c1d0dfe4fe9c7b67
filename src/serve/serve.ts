import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Ability } from '../access/abilities.ts'
import { ensureGalleryKey } from '../access/gallery-key.ts'
import type { Limits } from '../access/limits.ts'
import { openRequestCounts } from '../access/request-counts.ts'
import { sharedThrottle, throttleMemory } from '../access/shared-throttle.ts'
import { type Library, openLimits } from '../compose.ts'
import type { Config } from '../config.ts'
import { followVersions, GOES_ON } from '../db/follow-versions.ts'
import { findOrCreateSecret } from '../db/secrets.ts'
import type { DemoUser } from '../http/session/sign-in-to-gallery.ts'
import { type Certificate, openCertificate } from '../http/tls/certificate.ts'
import type { Logger } from '../lib/log.ts'
import { renditionCache } from '../renditions/rendition-cache.ts'
import { openRenditionMaker } from '../renditions/rendition-maker.ts'
import { untilSearchable } from '../search/until-searchable.ts'
import { addressesOf, type ServerAddresses } from './addresses.ts'
import { type Answered, type Answering, answerHere } from './answering.ts'
import { answerInThreads } from './answering-threads.ts'
import { openBackgroundWork } from './background-work.ts'
import { certificateStoreOf, namesToCertify } from './certificate.ts'
import {
  ownCertificate,
  refuseOpenPlainHttp,
  refuseTooLittleMemory,
  refuseUnused,
  threadsOf,
} from './checks.ts'
import { FOLLOW_MS, followServer } from './follow.ts'
import { followIndex, type IndexFollowing } from './follow-index.ts'
import { warnOfDemoKey, warnOfMissingFfmpeg } from './warnings.ts'

const GRACE_MS = 10_000

/** A running server and its addresses. */
export type RunningServer = ServerAddresses & {
  /** Names and addresses of this machine that the certificate does not cover. */
  readonly uncovered: readonly string[]
  /** Path of the certificate of the local authority; null when the owner's own certificate is served. */
  readonly ca: string | null
  readonly reset: (() => Promise<void>) | null
  /** Rejects if the server cannot go on; it is to be stopped then. */
  readonly failed: Promise<never>
  /** Goes on for `drainSeconds`, finishes open requests and stops; the library stays open. */
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
  options: ServeOptions,
): Promise<RunningServer> {
  refuseOpenPlainHttp(config)
  refuseUnused(config)
  await refuseTooLittleMemory(config)
  const { db } = library
  const { logger, tryKey = null } = options
  const work = await openBackgroundWork(library, config, logger)
  const certificate = await certificateOf(library, config, options.extraNames ?? [])
  const threads = threadsOf(config, logger)
  const followingIndex = followIndexOf(library, config, { threads, logger })
  // Waited for last, because it is opened by a thread meanwhile.
  const isSearchable = untilSearchable(followingIndex, library)
  isSearchable.catch(() => {})
  if (tryKey === null) await warnOfDemoKey(library, logger)
  await warnOfMissingFfmpeg(library, logger)
  const maker = openRenditionMaker({
    ...library,
    cache: renditionCache(library, config.maxRenditionBytes),
    clipWaitMs: config.clipWaitMs,
    onUnsaved: (error) => logger.error({ err: error }, 'a rendition could not be saved'),
  })
  const reset = options.reset ? () => options.reset!().finally(() => answering.forgetAnswers()) : null
  const limits = await openLimits(config, logger)
  const services = { ...library, maker, guesses: limits.guesses, reset }
  const answered = await openAnswered(library, config, {
    ...options,
    canMakeVideoSizes: work.canMakeVideoSizes,
    certificate: certificate.current,
  })
  const answering: Answering =
    threads === 1
      ? await answerHere({ ...services, ...servicesOfOneThread(db, limits) }, answered, {
          config: { ...config, threads },
          logger,
        })
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
      limits.close()
      throw error
    })
  const stopFollowing = followServer(library, {
    certificate,
    onCertificate: () => answering.setCertificate(certificate.current),
    logger,
  })
  const versions = followVersions(db, (migrations) => logger.warn({ migrations }, GOES_ON))
  const stopWork = work.start()
  const failed = Promise.race([answering.failed, versions.outdated])
  failed.catch(() => {})
  return {
    ...addressesOf(config, ports, certificate.current.names),
    uncovered: certificate.uncovered,
    ca: certificate.caPath,
    reset,
    failed,
    async stop() {
      // What fails to stop keeps nothing else running.
      try {
        if (config.drainSeconds > 0) {
          answering.drain()
          await delay(config.drainSeconds * 1000)
        }
        await answering.stop(GRACE_MS)
      } finally {
        await Promise.all([
          versions.stop(),
          stopFollowing(),
          followingIndex.stop(),
          stopWork(),
          maker.settle(),
        ])
        limits.close()
      }
    },
  }
}

/** Opens the certificate for the names under which this server is reached, and others. */
const certificateOf = (
  { db, now }: Library,
  config: Config,
  extraNames: readonly string[],
): Promise<Certificate> =>
  openCertificate({
    own: ownCertificate(config),
    store: certificateStoreOf(db, config),
    required: extraNames,
    machine: namesToCertify(config),
    now: now(),
  })

/** Starts the thread of the index, whose failures are logged. `threads` answer requests. */
const followIndexOf = (
  { index }: Library,
  config: Config,
  { threads, logger }: { threads: number; logger: Logger },
): IndexFollowing =>
  followIndex({
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

/** What only a server has in which one thread answers all requests. */
const servicesOfOneThread = (db: Library['db'], limits: Limits) => ({
  haveOthersCaughtUp: async () => true,
  requestCounts: openRequestCounts(db),
  throttle: limits.throttle(sharedThrottle(throttleMemory(1), 1)),
})

/** Returns what all threads answer alike, and creates the key of the gallery if it is needed. */
async function openAnswered(
  { db, decoder, clips, now }: Library,
  config: Config,
  {
    galleryAbilities = [],
    tryKey = null,
    demoUser = null,
    ...machine
  }: ServeOptions & Pick<Answered, 'canMakeVideoSizes' | 'certificate'>,
): Promise<Answered> {
  return {
    galleryKey: config.gallery
      ? await db.transaction().execute((tx) => ensureGalleryKey(tx, now(), galleryAbilities))
      : null,
    tryKey,
    demoUser,
    linkSecret: await findOrCreateSecret(db, 'links', () => randomBytes(32).toString('base64url')),
    watermarkKey: decoder.watermark.key,
    canPlay: clips.isAvailable,
    canMakeVideoSizes: machine.canMakeVideoSizes,
    certificate: machine.certificate,
  }
}
