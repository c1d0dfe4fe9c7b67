import type { FastifyRequest } from 'fastify'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/
/** A name or an address with an optional port (RFC 9110, 7.2); any other Host header is ignored. */
const HOST = /^(?<name>\[[\da-f:.]+\]|[^:[\]]+)(?::(?<port>\d{1,5}))?$/

/**
 * The base of every address in an answer (contract 16, Links): the setting; otherwise the requested Host if it is
 * loopback or one of our own names, with the scheme and port of the request; otherwise the first of our names with the
 * port of the connection. No other Host header is ever echoed: the address is built from a known name and a number.
 */
export function baseUrl(
  request: Pick<FastifyRequest, 'protocol' | 'host' | 'socket'>,
  { publicUrl, hostNames }: { publicUrl: string | null; hostNames: readonly string[] },
): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/, '')
  const { name = '', port } = HOST.exec(request.host.toLowerCase())?.groups ?? {}
  const isOurs = LOOPBACK.test(name) || hostNames.includes(name.replace(/^\[|\]$/g, ''))
  if (isOurs) return `${request.protocol}://${name}${port === undefined ? '' : `:${Number(port)}`}`
  return `${request.protocol}://${hostNames[0] ?? 'localhost'}:${request.socket.localPort}`
}
