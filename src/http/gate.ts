import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Client } from '../access/clients.ts'
import { isUsable, type KeyRing } from '../access/key-ring.ts'
import type { Throttle } from '../access/throttle.ts'
import type { Clock } from '../lib/clock.ts'
import { HttpProblem } from './http-problem.ts'

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
  scope.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, done) => {
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
    const id = client.gallery === 1 ? `${client.id} ${request.ip}` : client.id
    throttle
      .take({ id, qps })
      .then((waitSeconds) => done(waitSeconds === 0 ? undefined : overLimit(waitSeconds)), done)
  })
}

/** Returns whether a browser reads for one of our pages (Fetch Metadata; Referer for browsers that lack it). */
function isFromGallery({ method, headers, host }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return URL.canParse(headers.referer ?? '') && new URL(headers.referer!).host === host
}

/** Contract 2.1. */
function forbidden(): HttpProblem {
  return new HttpProblem('Forbidden', undefined, { headers: { 'x-amzn-errortype': 'ForbiddenException' } })
}

/** The refusal of a key that asks too often (contract 3.4 and 16). */
export function overLimit(waitSeconds: number): HttpProblem {
  const headers = {
    'retry-after': String(waitSeconds),
    'x-error-detail': 'Account Over Queries Per Second Limit',
  }
  return new HttpProblem('TooManyRequests', undefined, { headers })
}
