import type { FastifyReply, FastifyRequest } from 'fastify'
import { formToken, isFormCookie, isFormToken, newFormCookie } from '../../access/form-token.ts'
import { readCookie, setCookie } from '../cookies.ts'

const NAME = 'vitrine-form'

/** Returns the token of a form for this browser, which gets the cookie that the form is bound to. */
export function tokenForForm(request: FastifyRequest, reply: FastifyReply, secret: string): string {
  const known = formCookie(request)
  if (known !== null) return formToken(secret, known)
  const value = newFormCookie()
  reply.header('set-cookie', setCookie(request, { name: NAME, value, sameSite: 'Lax' }))
  return formToken(secret, value)
}

/** Returns whether a form was sent from our own page by the browser that the page was made for. */
export function isOwnForm(request: FastifyRequest, token: string | undefined, secret: string): boolean {
  if ((request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin') return false
  const cookie = formCookie(request)
  return cookie !== null && token !== undefined && isFormToken(secret, cookie, token)
}

function formCookie(request: FastifyRequest): string | null {
  const value = readCookie(request, NAME) ?? ''
  return isFormCookie(value) ? value : null
}
