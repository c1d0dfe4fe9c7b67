import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { BlobStore } from '../blobs/blob-store.ts'
import { fileInMemory } from '../blobs/open-file.ts'
import type { Clock } from '../lib/clock.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { type RightsPacket, rightsPacket, withRights } from '../receipts/stamp/rights-file.ts'
import { statedCredit } from '../receipts/stated-credit.ts'
import { BeingMade } from '../renditions/being-made.ts'
import type { FindRendition, GrantedRendition } from '../renditions/rendition.ts'
import { type Grant, verifyGrant } from '../renditions/signed-link.ts'
import { isFresh } from './caching.ts'
import { HttpProblem } from './http-problem.ts'
import { sendBytes } from './send-bytes.ts'
import { stillBeingMade } from './still-being-made.ts'

type FileRequest = FastifyRequest<{
  Params: { id: string; name: string; file: string }
  Querystring: Record<string, unknown>
}>

/** How long caches may keep a rendition that replaces the one that the link was made for. */
const CHANGED_SECONDS = 60
const GONE = 'This picture is no longer available.'
const RETRY_SECONDS = 10

/** What sending a rendition needs. */
export type FileServices = { readonly blobs: BlobStore; readonly findRendition: FindRendition }

/** Serves renditions by signed link; no key is needed, since the link itself grants access. */
export function addFiles(
  app: FastifyInstance,
  services: FileServices & { readonly linkSecret: string; readonly now: Clock },
): void {
  app.get('/renditions/:id/:name/:file', async (request: FileRequest, reply: FastifyReply) => {
    const { id: assetId, name, file } = request.params
    const now = services.now()
    const link = { assetId, name, file, query: request.query }
    const grant = verifyGrant(services.linkSecret, link, now)
    if (!grant) throw new HttpProblem('Forbidden')
    const accepts = isNegotiable(request) ? acceptedBy(request) : undefined
    if (accepts) reply.header('vary', 'Accept')
    return sendRendition(services, grant, { request, reply, now, accepts })
  })
}

/**
 * Sends the rendition of a grant, or the requested range of its bytes; caches may keep it until the grant expires.
 *
 * @throws HttpProblem NotFound when the picture may no longer be seen, or cannot be rendered in this size;
 *   ServiceUnavailable while a long clip is being made.
 */
export async function sendRendition(
  { blobs, findRendition }: FileServices,
  grant: Grant,
  {
    request,
    reply,
    now,
    accepts,
  }: {
    readonly request: FastifyRequest
    readonly reply: FastifyReply
    readonly now: Date
    /** See `FindRendition`. */
    readonly accepts?: ((mediaType: string) => boolean) | undefined
  },
): Promise<FastifyReply> {
  const rendition = await findRendition(grant, accepts).catch((error) => {
    if (error instanceof BeingMade)
      throw stillBeingMade('clip', { progress: error.progress, retryAfterSeconds: RETRY_SECONDS })
    if (!(error instanceof MediaProblem)) throw error
    // NOTE: not a failure of the server: the small renditions of this file were made at the ingest.
    request.log.warn({ reqId: request.id, reason: error.message }, 'a file cannot be rendered in a size')
    throw new HttpProblem('NotFound', 'This file cannot be shown in this size.', { cause: error })
  })
  if (!rendition) throw new HttpProblem('NotFound', GONE)
  const { blob, mediaType } = rendition
  const rights = rightsIn(rendition, grant)
  const etag = rights ? `"${blob}-${rights.tag}"` : `"${blob}"`
  const seconds = Math.floor((grant.expiresMs - now.getTime()) / 1000)
  reply.headers({
    'cache-control':
      rendition.isAsGranted && rendition.isFinal
        ? `public, max-age=${seconds}, immutable`
        : `public, max-age=${Math.min(seconds, CHANGED_SECONDS)}`,
    etag,
  })
  if (isFresh(request, etag)) return reply.code(304).send()
  const found = rendition.content ? fileInMemory(rendition.content) : await blobs.open(blob)
  if (!found) throw new HttpProblem('NotFound', GONE)
  try {
    const file = rights ? await withRights(found, EXTENSIONS[mediaType], rights) : found
    return await sendBytes({ request, reply }, { etag, mediaType, file }, {})
  } finally {
    await found.close()
  }
}

/**
 * Returns whether the browser may get another format than the one in the link: the gallery's pages ask for it. Without that,
 * programs get what the link names.
 */
const isNegotiable = ({ query }: FileRequest): boolean => query.f === 'auto'

/** Whether a request accepts a media type by name: programs that accept anything cannot be expected to read it. */
const acceptedBy =
  ({ headers }: FastifyRequest) =>
  (mediaType: string): boolean =>
    (headers.accept ?? '').split(',').some((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
      return type === mediaType && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))
    })

/** The extensions of files of display sizes that rights are put into. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
}

/**
 * The rights that a picture is sent with. A thumb has none: it would be a fifth longer, and a page shows many. They are put
 * in while it is sent, because the record may change, and equal pictures are stored once.
 */
const rightsIn = ({ rights }: GrantedRendition, { name }: Grant): RightsPacket | null =>
  rights === null || name === 'thumb' ? null : rightsPacket(statedCredit(rights))
