import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bearerToken } from '../access/bearer.ts'
import type { Client } from '../access/clients.ts'
import { isUsable, type KeyRing } from '../access/key-ring.ts'
import type { RateLeft, Throttle } from '../access/throttle.ts'
import type { Clock } from '../lib/clock.ts'
import { HttpProblem } from './http-problem.ts'
import { isSameOrigin } from './same-origin.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The client that calls; set by the gate, null on routes without it. */
    client: Client | null
  }
}

/** What the gate needs. */
export type GateServices = {
  keys: KeyRing
  throttle: Throttle
  now: Clock
  /** The key that the gallery's page carries; null when there is no gallery. */
  galleryKey: string | null
}

/**
 * Admits only requests with a key that may be used now, and within the rate of that key. It guards every route of the
 * scope, however the address is written: what the router has matched is what is guarded.
 */
export function addGate(scope: FastifyInstance, { keys, throttle, now, galleryKey }: GateServices): void {
  scope.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const key = request.headers['api-key']
    const client = typeof key === 'string' ? keys.find(key) : null
    if (!client) return done(new HttpProblem('Unauthorized'))
    request.client = client
    const mayBeUsedHere = client.gallery === 0 || (galleryKey !== null && isFromGallery(request))
    const moment = now()
    if (!isUsable(client, moment) || !mayBeUsedHere) return done(forbidden())
    keys.noteUse(client, moment)
    const { qps } = client
    if (qps === null) return done()
    throttle.take({ id: throttleId(client, request), qps }).then((rate) => {
      reply.headers(rateHeaders(rate))
      done(rate.waitSeconds === 0 ? undefined : overLimit(rate))
    }, done)
  })
}

/**
 * Returns whether a request with the gallery's key comes from its page. Anyone can read that key, so changing something
 * takes an access token, too.
 */
function isFromGallery(request: FastifyRequest): boolean {
  const { method, headers } = request
  const isReading = method === 'GET' || method === 'HEAD'
  return isSameOrigin(request) && (isReading || bearerToken(headers.authorization) !== null)
}

/** By whom the rate of a key is used up: its client, or each visitor of the gallery. */
export const throttleId = ({ id, gallery }: Client, { ip }: FastifyRequest): string =>
  gallery === 1 ? `${id} ${ip}` : id

/** Contract 2.1. */
function forbidden(): HttpProblem {
  return new HttpProblem('Forbidden', undefined, { headers: { 'x-amzn-errortype': 'ForbiddenException' } })
}

/** What is left of a key's rate (draft-ietf-httpapi-ratelimit-headers-10). */
const rateHeaders = ({ qps, remaining, resetSeconds }: RateLeft) => ({
  ratelimit: `"key";r=${remaining};t=${resetSeconds}`,
  'ratelimit-policy': `"key";q=${qps};w=1`,
})

/** The refusal of a key that asks too often (contract 3.4 and 16). */
export function overLimit(rate: RateLeft): HttpProblem {
  const headers = {
    ...rateHeaders(rate),
    'retry-after': String(rate.waitSeconds),
    'x-error-detail': 'Account Over Queries Per Second Limit',
  }
  return new HttpProblem('TooManyRequests', undefined, { headers })
}
