import { type LookupAddress, type LookupOptions, lookup as resolve } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { CallableAddresses } from './callable-addresses.ts'

/** Bytes of a response that are read before the connection is closed. */
const MAX_RESPONSE_BYTES = 65_536

/** A request to an address that somebody else chose. */
export type OutgoingRequest = {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** For everything: name, connection, request and response. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/** The status and the headers of a response. */
export type OutgoingResponse = { readonly status: number; readonly headers: http.IncomingHttpHeaders }

/** Resolves a name to all its addresses. */
type Resolve = (
  name: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * Sends a POST request. Redirects are not followed. The connection is made to an address that was checked, so that a name
 * which resolves to another address the second time gains nothing. Of a response only the beginning is read.
 *
 * @throws Error with a message for the owner if there is no response, or if the address may not be called.
 */
export async function callOut(
  request: OutgoingRequest,
  addresses: CallableAddresses,
  resolveName: Resolve = resolve,
): Promise<OutgoingResponse> {
  const { url, headers, body, timeoutMs, signal } = request
  const { protocol, hostname } = new URL(url)
  const isSecure = protocol === 'https:'
  const isCallable = (address: string) =>
    addresses.includes(address) && (isSecure || addresses.isOwn(address))
  const literal = hostname.replace(/^\[|\]$/g, '')
  // NOTE: Node does not look up an address that is written as such.
  if (isIP(literal) !== 0 && !isCallable(literal)) throw notCallable(literal, isSecure)
  const outgoing = (isSecure ? https : http).request(url, {
    method: 'POST',
    agent: false,
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
    lookup: checkedLookup(resolveName, isCallable, isSecure),
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  })
  return new Promise((done, fail) => {
    outgoing.on('error', (error) => fail(explain(error, timeoutMs)))
    outgoing.on('response', (response) => {
      // The status decides: nothing that goes wrong while the rest is read can change it.
      const answer = { status: response.statusCode ?? 0, headers: response.headers }
      outgoing.removeAllListeners('error').on('error', () => done(answer))
      let bytes = 0
      response
        .on('data', ({ length }: Buffer) => {
          bytes += length
          if (bytes > MAX_RESPONSE_BYTES) response.destroy()
        })
        .on('error', () => done(answer))
        .on('close', () => done(answer))
    })
    outgoing.end(body)
  })
}

/** A look-up that returns only addresses that may be called. */
function checkedLookup(
  resolveName: Resolve,
  isCallable: (address: string) => boolean,
  isSecure: boolean,
): LookupFunction {
  return (name, options, callback) => {
    resolveName(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '')
      const [first, ...others] = found.filter(({ address }) => isCallable(address))
      if (!first) return callback(notCallable(name, isSecure), '')
      if (options.all) callback(null, [first, ...others])
      else callback(null, first.address, first.family)
    })
  }
}

function notCallable(host: string, isSecure: boolean): Error {
  const why = isSecure
    ? 'is a private address, or has only private ones'
    : 'may be called by HTTPS only, since it is not in a network of yours'
  return new Error(`${host} ${why}; the setting callableNetworks lists private networks that may be called.`)
}

function explain(error: Error & { code?: string }, timeoutMs: number): Error {
  if (error.name !== 'TimeoutError' && error.name !== 'AbortError') return error
  return new Error(`There was no response within ${timeoutMs / 1000} s.`, { cause: error })
}
