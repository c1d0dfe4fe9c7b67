import type { FastifyRequest } from 'fastify'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * The base of every address in an answer (contract 16, Links): the setting, else the Host that was asked for when
 * it is loopback or one of our own names, with the scheme and port of that request, else the first of these names
 * with the port that was reached. No other Host header is ever repeated.
 */
export function baseUrl(
  request: Pick<FastifyRequest, 'protocol' | 'host' | 'hostname' | 'socket'>,
  { publicUrl, hostNames }: { publicUrl: string | null; hostNames: readonly string[] },
): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/, '')
  const name = request.hostname.toLowerCase()
  if (LOOPBACK.test(name) || hostNames.includes(name))
    return `${request.protocol}://${request.host.toLowerCase()}`
  return `${request.protocol}://${hostNames[0] ?? 'localhost'}:${request.socket.localPort}`
}
