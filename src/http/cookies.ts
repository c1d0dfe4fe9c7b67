import type { FastifyRequest } from 'fastify'

/**
 * The name under which a cookie is sent. NOTE: the prefix keeps other hosts of a domain from setting the cookie; browsers
 * accept it only over HTTPS, and only for all paths.
 */
export const cookieName = ({ protocol }: FastifyRequest, name: string): string =>
  protocol === 'https' ? `__Host-${name}` : name

/** Returns the value of a cookie; null when it was not sent. */
export function readCookie(request: FastifyRequest, name: string): string | null {
  const prefix = `${cookieName(request, name)}=`
  const pair = request.headers.cookie?.split(/; */).find((part) => part.startsWith(prefix))
  return pair?.slice(prefix.length) ?? null
}

/** Returns a Set-Cookie header; without `maxAgeSeconds`, browsers keep the cookie until they are closed. */
export function setCookie(
  request: FastifyRequest,
  {
    name,
    value,
    sameSite,
    isReadable = false,
    maxAgeSeconds,
  }: {
    name: string
    value: string
    sameSite: 'Lax' | 'Strict'
    /** Whether scripts may read it. */
    isReadable?: boolean
    maxAgeSeconds?: number
  },
): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`
  const access = isReadable ? '' : '; HttpOnly'
  const secure = request.protocol === 'https' ? '; Secure' : ''
  return `${cookieName(request, name)}=${value}; Path=/${age}${access}; SameSite=${sameSite}${secure}`
}
