import type { FastifyReply, FastifyRequest } from 'fastify'
import fresh from 'fresh'
import { etagOf, type Payload, sendPayload } from './payload.ts'

/** What an answer depends on besides its address (contract 4.2). */
const VARY = 'Accept-Encoding,Authorization,Api-Key,Accept,GI-Country-Code,Accept-Language'

/** The Vary header, including the header in which a proxy names the country of a request. */
export const varyOn = (countryHeader: string | null) =>
  countryHeader === null ? VARY : `${VARY},${countryHeader}`

/** Sends a cacheable answer, or 304 to a caller that already has it. */
export function sendCacheable(
  request: FastifyRequest,
  reply: FastifyReply,
  {
    payload,
    who,
    cacheSeconds,
    language,
    vary,
  }: { payload: Payload; who: 'public' | 'private'; cacheSeconds: number; language: string; vary: string },
): FastifyReply | Promise<FastifyReply> {
  const { etag } = payload
  reply.headers({
    'cache-control': `${who}, must-revalidate, max-age=${cacheSeconds}`,
    'content-language': language,
    etag,
    vary,
  })
  return isFresh(request, etag) ? reply.code(304).send() : sendPayload(request, reply, payload)
}

/** Sends a page, script or document that browsers cache and revalidate each time. */
export function sendText(
  request: FastifyRequest,
  reply: FastifyReply,
  { content, type }: { content: string; type: string },
): FastifyReply {
  const etag = etagOf(content)
  reply.headers({ 'cache-control': 'no-cache', etag, 'x-content-type-options': 'nosniff' })
  return isFresh(request, etag) ? reply.code(304).send() : reply.type(type).send(content)
}

/**
 * Returns whether the caller already has the content with this ETag (RFC 9110, 13.1.2). NOTE: `no-cache` is ignored: it
 * only tells caches to revalidate, and fetch in browsers adds it to every conditional request.
 */
export function isFresh({ headers }: FastifyRequest, etag: string): boolean {
  const tags = headers['if-none-match']
  return tags !== undefined && fresh({ 'if-none-match': tags }, { etag })
}
