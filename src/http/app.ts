import { randomUUID } from 'node:crypto'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { GALLERY_PASS_HEADER, isGalleryPass } from '../access/gallery-pass.ts'
import type { GuessLimit } from '../access/guess-limit.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { AssetReader } from '../catalogue/asset-reader.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { TextLanguages } from '../catalogue/text-languages.ts'
import type { Db } from '../db/database.ts'
import type { ChargingRules } from '../downloads/record-download.ts'
import { VERSION } from '../lib/package.ts'
import type { Decoding } from '../media/decoder-pool.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import type { GalleryClean } from '../renditions/display-sizes.ts'
import type { FindDownloadFile, FindRendition } from '../renditions/rendition.ts'
import type { RightsBook } from '../rights/rights-book.ts'
import type { PhraseSettings } from '../search/read-text.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { UploadLimits } from '../uploads/sent-file.ts'
import type { SearchedFrames } from '../visual/frame-index.ts'
import type { OutsidePictures } from '../visual/outside-picture.ts'
import type { AnswerMemory } from './answer-memory.ts'
import { countryByProxy } from './caller.ts'
import { addCors } from './cors.ts'
import { addDeliveries } from './deliveries.ts'
import { addDevControls } from './dev-controls.ts'
import { answerFailure } from './failures.ts'
import { addFiles } from './files.ts'
import { addGallery } from './gallery.ts'
import { addGate, type GateServices } from './gate.ts'
import { addHealth } from './health.ts'
import { HttpProblem } from './http-problem.ts'
import { linkMaker } from './links.ts'
import { addAuthorizationEndpoint } from './oauth/authorization-endpoint.ts'
import { addOAuthMetadata } from './oauth/metadata.ts'
import { addPasswordPage } from './oauth/password-page.ts'
import { addTokenEndpoint } from './oauth/token-endpoint.ts'
import { addOembed } from './oembed.ts'
import { addOpenApiDocuments } from './openapi-documents.ts'
import { allOperations } from './operations.ts'
import { refuseOtherMethods } from './other-methods.ts'
import { addPageFiles } from './page-files.ts'
import { baseUrl } from './public-url.ts'
import { addReceiptKeys } from './receipt-keys.ts'
import { addReceiptPage } from './receipt-page.ts'
import { addReference } from './reference.ts'
import { addRequestLog } from './request-log.ts'
import { addOperations, addUnknownAddresses, MAX_PART_LENGTH } from './routes.ts'
import { addSession } from './session/add-session.ts'
import type { DemoUser } from './session/sign-in-to-gallery.ts'

/** The services that the HTTP side uses. */
export type HttpServices = GateServices & {
  db: Db
  assets: AssetReader
  blobs: BlobStore
  uploads: BlobStore
  /** Sizes of videos. */
  transcodes: BlobStore
  /** Whether this machine can make sizes of videos. */
  canMakeVideoSizes: boolean
  decoder: Pick<Decoding, 'see'>
  uploadLimits: UploadLimits
  outsidePictures: OutsidePictures
  index: SearchIndex
  frames: SearchedFrames
  phrases: PhraseSettings
  findRendition: FindRendition
  findDownloadFile: FindDownloadFile
  guesses: GuessLimit
  /** Signs the links of renditions. */
  linkSecret: string
  rightsBook: RightsBook
  /** How downloads are counted and priced. */
  rules: ChargingRules
  receiptKey: ReceiptKey
  /** Identifies the current watermark (media/watermark-design.ts). */
  watermarkKey: string
  /** Whether clips of videos can be made. */
  canPlay: boolean
  /** Restores the initial state; null when the server does not offer that. */
  reset: (() => Promise<void>) | null
  answers: AnswerMemory
  textLanguages: TextLanguages
  /** Whether the server is stopping, so that new requests should go elsewhere. */
  isStopping: () => boolean
  /** Returns how many changes of the records are not searchable yet. */
  unindexedChanges: () => Promise<number>
  /** Returns whether the index has had all changes that there were at the start; null for a server without others. */
  isCaughtUp: (() => Promise<boolean>) | null
  /** Returns whether saving the index failed, so that a restart would have to repeat work. */
  isIndexUnsaved: () => boolean
  /** The key that the reference at /docs fills in; null lets the reader enter one. */
  tryKey: string | null
  /** The user whom the sign-in page of the gallery names; null except on a development server. */
  demoUser: DemoUser | null
}

/** The settings that the HTTP side reads (settings.ts describes them). */
export type HttpSettings = {
  readonly publicUrl: string | null
  /** Host names of this server besides loopback; the first is the preferred one. */
  readonly hostNames: readonly string[]
  /** Addresses of proxies whose X-Forwarded-* headers are trusted. */
  readonly trustedProxies: readonly string[]
  readonly countryHeader: string | null
  readonly cacheSeconds: number
  readonly unknownParameters: 'refuse' | 'ignore'
  readonly maxBodyBytes: number
  readonly responseCache: boolean
  readonly rightsDefaults: RightsDefaults
  readonly galleryClean: GalleryClean
}

/** For pages, scripts and documents. Operations compress their answers themselves, since those are remembered. */
const COMPRESSION = {
  encodings: ['br' as const, 'gzip' as const],
  threshold: 1024,
  brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  globalDecompression: false,
}

/** Creates the Fastify application for everything that is served; it does not listen yet. */
export async function createApp(
  services: HttpServices,
  settings: HttpSettings,
  logger: FastifyBaseLogger,
): Promise<FastifyInstance> {
  // One logger for all requests: a child logger for each would cost more than the gate. Log lines carry the request id.
  const shared: FastifyBaseLogger = Object.create(logger, { child: { value: () => shared } })
  const app = fastify({
    loggerInstance: shared,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: settings.maxBodyBytes,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: MAX_PART_LENGTH },
    frameworkErrors: answerFailure,
    return503OnClosing: false,
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  addRequestLog(app)
  addCors(app)
  await app.register(compress, COMPRESSION)
  app.decorateRequest('client', null)
  app.decorateRequest('rate', null)
  app.setErrorHandler(answerFailure)
  const linksUnder = linkMaker({ ...services, ...settings, secret: services.linkSecret })
  const linksFor = (request: FastifyRequest) => linksUnder(baseUrl(request, settings))
  const proxy = { countryHeader: settings.countryHeader, isBehindProxy: settings.trustedProxies.length > 0 }
  const viewerOf = (request: FastifyRequest) => ({
    now: services.now(),
    country: countryByProxy(request.headers, proxy),
  })
  const embedding = { db: services.db, viewerOf, rightsDefaults: settings.rightsDefaults, linksFor }
  const refuseOthers = refuseOtherMethods(app)
  addHealth(app, services)
  addPageFiles(app, services.galleryKey !== null)
  const sendNotFoundPage =
    services.galleryKey === null
      ? null
      : addGallery(app, { ...services, ...embedding, galleryKey: services.galleryKey })
  if (services.galleryKey !== null) addSession(app, services, services.galleryKey)
  app.setNotFoundHandler((request, reply) => {
    const page = sendNotFoundPage?.(request, reply)
    if (page) return page
    throw new HttpProblem('NotFound', 'There is nothing at this address.')
  })
  if (services.reset) addDevControls(app, services.reset)
  const operations = allOperations(services)
  addFiles(app, services)
  addDeliveries(app, services, linksFor)
  addReceiptKeys(app, services.receiptKey)
  addReceiptPage(app, services, linksFor)
  await app.register((scope, _options, done) => {
    addTokenEndpoint(scope, services)
    done()
  })
  addAuthorizationEndpoint(app, services)
  addPasswordPage(app, services)
  addOAuthMetadata(app, (request) => baseUrl(request, settings))
  addOembed(app, embedding)
  addOpenApiDocuments(app, operations, VERSION)
  await app.register((api, _options, done) => {
    addGate(api, services)
    addOperations(api, operations, {
      ...settings,
      proxy,
      db: services.db,
      canMakeVideoSizes: services.canMakeVideoSizes,
      rightsBook: services.rightsBook,
      isFromGalleryPage: (headers) =>
        isGalleryPass(services.linkSecret, String(headers[GALLERY_PASS_HEADER]), services.now()),
      linksFor,
      answers: services.answers,
      textLanguages: services.textLanguages,
      now: services.now,
    })
    addUnknownAddresses(api)
    done()
  })
  await addReference(app, { tryKey: services.tryKey, hasGallery: services.galleryKey !== null })
  refuseOthers()
  await app.ready()
  return app
}
