import type { FastifyRequest } from 'fastify'

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/
/** RFC 9110, 7.2: a name or an address, and maybe a port; nothing else that a Host header may say is believed. */
const HOST = /^(?<name>\[[\da-f:.]+\]|[^:[\]]+)(?::(?<port>\d{1,5}))?$/

/**
 * The base of every address in an answer (contract 16, Links): the setting, else the Host that was asked for when
 * it is loopback or one of our own names, with the scheme and port of that request, else the first of these names
 * with the port that was reached. No other Host header is ever repeated: the address is built anew from a name that
 * is known and a number.
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
