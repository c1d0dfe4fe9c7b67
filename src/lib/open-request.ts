import { type LookupAddress, type LookupOptions, lookup as resolve } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { CallableAddresses } from './callable-addresses.ts'

/** A request to an address that somebody else chose. */
export type OutgoingRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** For everything: name, connection, request and response. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

/** Resolves a name to all its addresses. */
export type Resolve = (
  name: string,
  options: LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * Begins a request; the caller ends it. Redirects are not followed. The connection is made to an address that was
 * checked, so that a name which resolves to another address the second time gains nothing.
 *
 * @throws Error with a message for the owner if the address may not be called. Later errors are events of the request.
 */
export function openRequest(
  { url, method, headers, timeoutMs, signal }: OutgoingRequest,
  addresses: CallableAddresses,
  resolveName: Resolve = resolve,
): http.ClientRequest {
  const { protocol, hostname } = new URL(url)
  const isSecure = protocol === 'https:'
  const isCallable = (address: string) =>
    addresses.includes(address) && (isSecure || addresses.isOwn(address))
  const literal = hostname.replace(/^\[|\]$/g, '')
  // NOTE: Node does not look up an address that is written as such.
  if (isIP(literal) !== 0 && !isCallable(literal)) throw notCallable(literal, isSecure)
  return (isSecure ? https : http).request(url, {
    method,
    agent: false,
    headers,
    lookup: checkedLookup(resolveName, isCallable, isSecure),
    signal: AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(timeoutMs)]),
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

/** Returns an error of a request as the owner understands it. */
export function explainFailure(error: Error & { code?: string }, timeoutMs: number): Error {
  if (error.name !== 'TimeoutError' && error.name !== 'AbortError') return error
  return new Error(`There was no response within ${timeoutMs / 1000} s.`, { cause: error })
}
