import type { FastifyInstance } from 'fastify'
import { pathOf } from './request-target.ts'

/**
 * Paths that scripts on other sites may read: the API, its client, its description, its pictures and the requests for
 * tokens, but never a page, which carries the gallery's key or a form, nor `/v4/oauth2` (contract 4.3 and 16).
 */
const OPEN_TO_SCRIPTS =
  /^\/(?:v[13]|client|renditions|deliveries|oauth2\/token|\.well-known\/(?:oauth-authorization-server|vitrine-receipts\.json)|oembed|openapi\.json|swagger\/v3)(?:[/?#]|$)/i

const ORIGIN = { 'access-control-allow-origin': '*' }
const EXPOSED = [
  'WWW-Authenticate',
  'X-Error-Detail',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Location',
  'Content-Disposition',
  'Content-Language',
  'Content-Range',
  'ETag',
  'X-Request-Id',
]
const ANSWER_HEADERS = { ...ORIGIN, 'access-control-expose-headers': EXPOSED.join(', ') }
const PREFLIGHT_HEADERS = {
  ...ORIGIN,
  'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
  'access-control-allow-headers':
    'Api-Key, Authorization, Content-Type, Accept, Accept-Language, GI-Country-Code, Idempotency-Key, If-Range, Origin, ' +
    'Range',
  'access-control-max-age': '1728000',
}
const NONE = {}

/** The CORS headers of every answer to this request target. */
export const corsHeaders = (target: string): Readonly<Record<string, string>> =>
  isOpenToScripts(target) ? ANSWER_HEADERS : NONE

/** Adds CORS headers to answers, and answers OPTIONS for every address without a key. */
export function addCors(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(corsHeaders(request.raw.url ?? ''))
    done()
  })
  app.options('*', (request, reply) => {
    const headers = isOpenToScripts(request.raw.url ?? '')
      ? PREFLIGHT_HEADERS
      : { allow: 'GET, HEAD, OPTIONS' }
    return reply.code(204).headers(headers).send()
  })
}

function isOpenToScripts(target: string): boolean {
  if (target.startsWith('/v3/')) return true // Fast path for nearly every request.
  return OPEN_TO_SCRIPTS.test(pathOf(target))
}
