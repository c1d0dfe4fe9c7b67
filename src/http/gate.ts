import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { bearerToken } from '../access/bearer.ts'
import type { Client } from '../access/clients.ts'
import { isUsable, type KeyRing } from '../access/key-ring.ts'
import type { RequestCounts } from '../access/request-counts.ts'
import type { RateLeft, Throttle } from '../access/throttle.ts'
import type { Clock } from '../lib/clock.ts'
import { HttpProblem } from './http-problem.ts'
import { takeFromRate } from './rate-limit.ts'
import { isSameOrigin } from './same-origin.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The client that calls; set by the gate, null on routes without it. */
    client: Client | null
    /** What is left of the rate of the client after this request; null if it has no limit. */
    rate: RateLeft | null
  }
}

/** Where pictures to search by are uploaded. */
const UPLOADS = '/v3/search/by-image/uploads/'

/** What the gate needs. */
export type GateServices = {
  keys: KeyRing
  requestCounts: RequestCounts
  throttle: Throttle
  now: Clock
  /** The key that the gallery's page carries; null when there is no gallery. */
  galleryKey: string | null
}

/**
 * Admits only requests with a key that may be used now, and within the rate of that key. It guards every route of the
 * scope, however the address is written: what the router has matched is what is guarded.
 */
export function addGate(
  scope: FastifyInstance,
  { keys, requestCounts, throttle, now, galleryKey }: GateServices,
): void {
  scope.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    const key = request.headers['api-key']
    const client = typeof key === 'string' ? keys.find(key) : null
    if (!client) return done(new HttpProblem('Unauthorized'))
    request.client = client
    const mayBeUsedHere = client.gallery === 0 || (galleryKey !== null && isFromGallery(request))
    const moment = now()
    if (!isUsable(client, moment) || !mayBeUsedHere) return done(forbidden())
    keys.noteUse(client, moment)
    requestCounts.add(client.id, moment)
    if (client.qps === null) return done()
    takeFromRate(throttle, client, { request, reply }).then((rate) => {
      request.rate = rate
      done()
    }, done)
  })
}

/**
 * Returns whether a request with the gallery's key comes from its page. Anyone can read that key, so changing something
 * takes an access token, too, except for uploading a picture to search by, which expires and replaces only such pictures.
 */
function isFromGallery(request: FastifyRequest): boolean {
  const { method, headers } = request
  const isReading = method === 'GET' || method === 'HEAD'
  const isUpload = method === 'PUT' && request.routeOptions.url?.startsWith(UPLOADS) === true
  return isSameOrigin(request) && (isReading || isUpload || bearerToken(headers.authorization) !== null)
}

/** Contract 2.1. */
function forbidden(): HttpProblem {
  return new HttpProblem('Forbidden', undefined, { headers: { 'x-amzn-errortype': 'ForbiddenException' } })
}
