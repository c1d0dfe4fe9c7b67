import { METHODS } from 'node:http'
import type { AnyRequest } from './check-request.ts'

const KNOWN = new Set(METHODS)
/** A method that no address has, so that it is refused as any other would be, after the key. */
const STAND_IN = 'UNLINK'

/**
 * The request as the router can take it. NOTE: HTTP/2 lets a method be any word, and of one that it does not know
 * Fastify's router says in the log that this is a bug of Fastify's.
 */
export function routable(request: AnyRequest): AnyRequest {
  if (!KNOWN.has(request.method ?? '')) Object.assign(request, { method: STAND_IN })
  return request
}
