import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Client } from '../../access/clients.ts'
import { accessOfSession, endSession, type SessionAccess } from '../../access/gallery-session.ts'
import type { Throttle } from '../../access/throttle.ts'
import type { Db } from '../../db/database.ts'
import type { Clock } from '../../lib/clock.ts'
import { HttpProblem } from '../http-problem.ts'
import { takeFromRate } from '../rate-limit.ts'
import { isSameOrigin } from '../same-origin.ts'
import { dropSession, sessionOf } from './session-cookie.ts'

/** What the endpoints need. */
export type SessionServices = {
  readonly db: Db
  readonly throttle: Throttle
  readonly now: Clock
  /** The gallery's client; null when its key may not be used. */
  readonly galleryClient: () => Client | null
}

/**
 * What the gallery's page needs of a session: an access token for its requests, with the names of the user and the
 * company, and its end. Only the page itself may ask, by a request that no link or form makes.
 */
export function addSessionEndpoints(app: FastifyInstance, services: SessionServices): void {
  const { db, throttle, now, galleryClient } = services
  app.post('/session/token', { onRequest: onlyFromPage }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const client = galleryClient()
    if (client) await takeFromRate(throttle, client, { request, reply })
    const session = sessionOf(request)
    const access =
      client && session && (await accessOfSession(db, { session, clientId: client.id, now: now() }))
    if (access) return tokenBody(access)
    dropSession(request, reply)
    return reply.code(401).send({ error: 'signed_out' })
  })
  app.post('/session/end', { onRequest: onlyFromPage }, async (request, reply) => {
    const session = sessionOf(request)
    if (session !== null) await endSession(db, session, now())
    dropSession(request, reply)
    return reply.header('cache-control', 'no-store').code(204).send()
  })
}

function onlyFromPage(request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  done(isSameOrigin(request) ? undefined : new HttpProblem('Forbidden'))
}

function tokenBody({ accessToken, expiresInSeconds, found: { person, customer } }: SessionAccess) {
  const { firstName, middleName, lastName, username } = person!
  const names = [firstName, middleName, lastName].filter((name) => name !== null)
  return {
    access_token: accessToken,
    expires_in: expiresInSeconds,
    name: names.join(' ') || username,
    company: customer.name,
  }
}
