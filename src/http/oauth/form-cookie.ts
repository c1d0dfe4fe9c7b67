import type { FastifyReply, FastifyRequest } from 'fastify'
import { formToken, isFormCookie, isFormToken, newFormCookie } from '../../access/form-token.ts'

/** NOTE: the prefix keeps other hosts of a domain from setting this cookie; browsers accept it over HTTPS only. */
const nameFor = ({ protocol }: FastifyRequest) =>
  protocol === 'https' ? '__Host-vitrine-form' : 'vitrine-form'

/** Returns the token of a form for this browser, which gets the cookie that the form is bound to. */
export function tokenForForm(request: FastifyRequest, reply: FastifyReply, secret: string): string {
  const known = readCookie(request)
  if (known !== null) return formToken(secret, known)
  const cookie = newFormCookie()
  const attributes = `Path=/; HttpOnly; SameSite=Lax${request.protocol === 'https' ? '; Secure' : ''}`
  reply.header('set-cookie', `${nameFor(request)}=${cookie}; ${attributes}`)
  return formToken(secret, cookie)
}

/** Returns whether a form was sent from our own page by the browser that the page was made for. */
export function isOwnForm(request: FastifyRequest, token: string | undefined, secret: string): boolean {
  if ((request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin') return false
  const cookie = readCookie(request)
  return cookie !== null && token !== undefined && isFormToken(secret, cookie, token)
}

function readCookie(request: FastifyRequest): string | null {
  const prefix = `${nameFor(request)}=`
  const pair = request.headers.cookie?.split(/; */).find((part) => part.startsWith(prefix))
  const value = pair?.slice(prefix.length) ?? ''
  return isFormCookie(value) ? value : null
}
