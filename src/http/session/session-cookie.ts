import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { SESSION_SECONDS } from '../../access/gallery-session.ts'
import { readCookie, setCookie } from '../cookies.ts'

const SESSION = 'vitrine-session'
/** Tells the page that somebody is signed in, and when that is another sign-in. It grants nothing, so scripts may read it. */
const MARK = 'vitrine-signed-in'

/** Returns the token of the session that a browser has; null when it has none. */
export const sessionOf = (request: FastifyRequest): string | null => readCookie(request, SESSION) || null

/** Gives a browser its session. */
export function keepSession(request: FastifyRequest, reply: FastifyReply, session: string): void {
  sendCookies(request, reply, {
    session,
    mark: randomBytes(9).toString('base64url'),
    maxAgeSeconds: SESSION_SECONDS,
  })
}

/** Takes the session from a browser. */
export function dropSession(request: FastifyRequest, reply: FastifyReply): void {
  sendCookies(request, reply, { session: '', mark: '', maxAgeSeconds: 0 })
}

function sendCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  { session, mark, maxAgeSeconds }: { session: string; mark: string; maxAgeSeconds: number },
): void {
  reply.header('set-cookie', [
    setCookie(request, { name: SESSION, value: session, sameSite: 'Strict', maxAgeSeconds }),
    setCookie(request, { name: MARK, value: mark, sameSite: 'Lax', isReadable: true, maxAgeSeconds }),
  ])
}
