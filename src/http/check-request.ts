import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import { HttpProblem } from './http-problem.ts'

/** A request of HTTP/1.1 or HTTP/2. */
export type AnyRequest = IncomingMessage | Http2ServerRequest

/** Limit for the target and all header fields together; the HTTP/1.1 parser has the same limit. */
export const MAX_HEADER_BYTES = 16_384

const TARGET = /^(?:\/|https?:\/\/[^/?#])/i
const PRINTABLE = /^[\x21-\x7e]+$/

/**
 * Returns what is wrong with a request by the rules of HTTP, whatever it asks for; null when nothing is. It holds HTTP/2
 * requests to the rules of the HTTP/1.1 parser, so that both are refused in the same cases.
 */
export function problemOf(request: AnyRequest): HttpProblem | null {
  const { url = '', method } = request
  if (isHttp2(request) && headerBytes(request) >= MAX_HEADER_BYTES) return new HttpProblem('HeadersTooLarge')
  if (!PRINTABLE.test(url)) return new HttpProblem('BadRequest')
  if (!TARGET.test(url) && !(url === '*' && method === 'OPTIONS'))
    return new HttpProblem(
      'BadRequest',
      'The request target must be a path such as /v3/countries, or an absolute URL.',
    )
  return problemOfHost(request)
}

/** RFC 9112, 3.2, and RFC 9113, 8.3.1: one Host, or an :authority that agrees with it. */
function problemOfHost({ rawHeaders, httpVersion }: AnyRequest): HttpProblem | null {
  let host: string | undefined
  let authority: string | undefined
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!
    if (name === ':authority') authority = rawHeaders[at + 1]!
    else if (name.length === 4 && name.toLowerCase() === 'host') {
      if (host !== undefined) return severalHosts()
      host = rawHeaders[at + 1]!
    }
  }
  if (host === undefined && authority === undefined && httpVersion !== '1.0')
    return new HttpProblem('BadRequest', 'The request must name its host in the Host header.')
  const isAgreed =
    host === undefined || authority === undefined || host.toLowerCase() === authority.toLowerCase()
  return isAgreed ? null : severalHosts()
}

const severalHosts = () => new HttpProblem('BadRequest', 'The request must name one host, but names several.')

const isHttp2 = (request: AnyRequest): request is Http2ServerRequest => 'stream' in request

function headerBytes({ rawHeaders }: Http2ServerRequest): number {
  let bytes = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!
    const isCounted = !name.startsWith(':')
    if (isCounted) bytes += name.length
    if (isCounted || name === ':path') bytes += rawHeaders[at + 1]!.length
  }
  return bytes
}
