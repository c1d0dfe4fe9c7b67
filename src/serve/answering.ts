import type { GuessLimit } from '../access/guess-limit.ts'
import { openKeyRing } from '../access/key-ring.ts'
import type { RequestCounts } from '../access/request-counts.ts'
import type { Throttle } from '../access/throttle.ts'
import { assetReader } from '../catalogue/asset-reader.ts'
import type { RecordsReader } from '../catalogue/records-reader.ts'
import { openTextLanguages } from '../catalogue/text-languages.ts'
import type { Library } from '../compose.ts'
import { openRecordsReader } from '../compose-records.ts'
import type { Config } from '../config.ts'
import { chargingRules } from '../downloads/charging-rules.ts'
import { answerMemory } from '../http/answer-memory.ts'
import { createApp } from '../http/app.ts'
import { listen } from '../http/listen.ts'
import type { PortAddress } from '../http/ports.ts'
import type { DemoUser } from '../http/session/sign-in-to-gallery.ts'
import type { ServedCertificate } from '../http/tls/certificate.ts'
import { callableAddresses } from '../lib/callable-addresses.ts'
import type { Logger } from '../lib/log.ts'
import type { Decoding } from '../media/decoder-pool.ts'
import { openReceiptKey } from '../receipts/receipt-key.ts'
import { openRenditions } from '../renditions/rendition.ts'
import type { RenditionMaking } from '../renditions/rendition-maker.ts'
import { openRightsBook } from '../rights/rights-book.ts'
import { catchingUp, countUnindexed } from '../search/indexer.ts'
import type { SearchedFrames } from '../visual/frame-index.ts'
import { followRecords } from './follow.ts'

/** What all threads of a server answer alike. */
export type Answered = {
  /** The key that the gallery's page carries; null when there is no gallery. */
  readonly galleryKey: string | null
  readonly tryKey: string | null
  readonly demoUser: DemoUser | null
  readonly linkSecret: string
  /** Identifies the current watermark. */
  readonly watermarkKey: string
  /** Whether clips of videos can be made, and their download sizes. */
  readonly canPlay: boolean
  readonly canMakeVideoSizes: boolean
  readonly certificate: ServedCertificate
}

/** What it takes to answer requests. */
export type AnsweringServices = Pick<
  Library,
  'db' | 'blobs' | 'uploads' | 'transcodes' | 'index' | 'phrases' | 'now'
> & {
  readonly frames: SearchedFrames
  readonly requestCounts: RequestCounts
  readonly decoder: Pick<Decoding, 'see'>
  readonly maker: RenditionMaking
  readonly throttle: Throttle
  readonly guesses: GuessLimit
  /** Tells whether the index that other threads of this server read has had all changes that there were when they started. */
  readonly haveOthersCaughtUp: () => Promise<boolean>
  /** Restores the initial state; null when the server does not offer that. */
  readonly reset: (() => Promise<void>) | null
}

/** What answers the requests of a server, in this thread or in several. */
export type Answering = {
  /** Opens the ports. @throws Error that names the port that cannot be opened, and what to do. */
  listen(ports: Ports): Promise<OpenPorts>
  /** Makes all threads forget the answers that they remember. */
  forgetAnswers(): void
  setCertificate(certificate: ServedCertificate): void
  /** Goes on answering, but says in /readyz that it is stopping, and keeps no connections of HTTP/1.1 open. */
  drain(): void
  /** Rejects if requests cannot be answered any more. */
  readonly failed: Promise<never>
  /** Refuses new connections, finishes open requests for `graceMs`, and stops. */
  stop(graceMs: number): Promise<void>
}

/** The same in one thread. */
export type AnsweringHere = Answering & {
  /** Tells whether the index that this thread reads has had all changes that there were at the start. */
  hasCaughtUp(): Promise<boolean>
}

/** Where to listen. */
export type Ports = { readonly plain: PortAddress; readonly tls: PortAddress }
/** The ports that are open. */
export type OpenPorts = { readonly httpPort: number; readonly httpsPort: number }

type Context = { readonly config: Config; readonly logger: Logger }

/** Answers requests in this thread. */
export async function answerHere(
  services: AnsweringServices,
  answered: Answered,
  context: Context,
): Promise<AnsweringHere> {
  let { certificate } = answered
  let isStopping = false
  const kept = await openKept(services, context.config)
  const records = await openRecordsReader(context.config, services.db, context.logger)
  const hasCaughtUp = await catchingUp(services)
  const app = await openApp({ ...services, ...kept }, answered, {
    ...context,
    records: records.read,
    isCaughtUp: inAllThreads(hasCaughtUp, services),
    isStopping: () => isStopping,
    hostNames: () => certificate.names,
  })
  let endConnections: () => void = () => {}
  let close: (graceMs: number) => Promise<void> = async () => {}
  let serve: (certificate: ServedCertificate) => void = () => {}
  return {
    async listen({ plain, tls }) {
      const { requestTimeoutMs } = context.config
      const listening = await listen(app, { plain, tls: { ...certificate, ...tls }, requestTimeoutMs })
      serve = listening.setCertificate
      endConnections = listening.endConnections
      const { requestCounts } = services
      const stopFollowing = followRecords(services, { ...kept, requestCounts, logger: context.logger })
      close = async (graceMs) => {
        await listening.close(graceMs)
        await stopFollowing()
      }
      const { httpPort, httpsPort } = listening
      return { httpPort, httpsPort }
    },
    forgetAnswers: kept.answers.forget,
    hasCaughtUp,
    failed: new Promise(() => {}),
    setCertificate(changed) {
      certificate = changed
      serve(changed)
    },
    drain() {
      isStopping = true
      endConnections()
    },
    async stop(graceMs) {
      isStopping = true
      await close(graceMs)
      await app.close()
      await records.close()
    },
  }
}

/** What a thread keeps of the records, and follows when it listens. */
type Kept = Awaited<ReturnType<typeof openKept>>

const openKept = async ({ db }: AnsweringServices, config: Config) => ({
  keys: await openKeyRing(db),
  rightsBook: await openRightsBook(db, rightsDefaults(config)),
  textLanguages: await openTextLanguages(db),
  answers: answerMemory(shareOf(config.maxAnswerMemoryBytes, config)),
})

async function openApp(
  services: AnsweringServices & Kept,
  answered: Answered,
  {
    config,
    logger,
    records,
    isCaughtUp,
    isStopping,
    hostNames,
  }: Context & {
    readonly records: RecordsReader
    readonly isCaughtUp: () => Promise<boolean>
    readonly isStopping: () => boolean
    readonly hostNames: () => readonly string[]
  },
) {
  const { db, blobs, now, index, maker } = services
  return createApp(
    {
      ...services,
      ...answered,
      assets: assetReader(db, shareOf(config.maxRecordCacheBytes, config), records),
      uploadLimits: config,
      outsidePictures: { hosts: config.imageUrlHosts, addresses: callableAddresses(config.callableNetworks) },
      isStopping,
      unindexedChanges: () => countUnindexed({ db, index }),
      isCaughtUp: config.records === null ? null : isCaughtUp,
      isIndexUnsaved: () => index.unsaved() !== null,
      ...openRenditions({ db, blobs, now, maker, watermarkKey: answered.watermarkKey }),
      rules: chargingRules(config),
      receiptKey: await openReceiptKey(db),
    },
    {
      ...config,
      trustedProxies: config.behindProxy,
      get hostNames() {
        return hostNames()
      },
      rightsDefaults: rightsDefaults(config),
    },
    logger,
  )
}

/**
 * Returns a function that tells whether all threads have caught up, whichever is asked; from then on, without asking. A node that only
 * says so of one thread would be sent requests that others answer from an index that lacks something.
 */
function inAllThreads(
  hasCaughtUp: () => Promise<boolean>,
  { haveOthersCaughtUp }: AnsweringServices,
): () => Promise<boolean> {
  let have = false
  return async () => {
    have ||= (await hasCaughtUp()) && (await haveOthersCaughtUp())
    return have
  }
}

const rightsDefaults = ({ defaultLicenseModel, defaultEmbeddable }: Config) => ({
  licenseModel: defaultLicenseModel,
  isEmbeddable: defaultEmbeddable,
})

/** The part that each thread has of a limit of memory. */
const shareOf = (bytes: number, { threads }: Config) => Math.floor(bytes / threads)
