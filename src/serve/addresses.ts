import { isIP } from 'node:net'
import type { Config } from '../config.ts'
import { isLoopback, isWildcard } from '../lib/addresses.ts'
import type { OpenPorts } from './answering.ts'

/** Base addresses of a server, with ports. */
export type ServerAddresses = {
  readonly http: string
  readonly https: string
  /** HTTPS addresses for other machines, one for each name of the certificate; empty when it listens on loopback. */
  readonly remote: readonly string[]
}

/** Returns the addresses of a server that listens on these ports, and whose certificate has these names. */
export function addressesOf(
  { host, tlsHost }: Pick<Config, 'host' | 'tlsHost'>,
  { httpPort, httpsPort }: OpenPorts,
  names: readonly string[],
): ServerAddresses {
  return {
    http: `http://${nameOf(host)}:${httpPort}`,
    https: `https://${nameOf(tlsHost)}:${httpsPort}`,
    remote: isLoopback(tlsHost)
      ? []
      : names.filter((name) => !isLoopback(name)).map((name) => `https://${bracketed(name)}:${httpsPort}`),
  }
}

/** The name of a listening host for a person on this machine. */
function nameOf(host: string): string {
  return isLoopback(host) || isWildcard(host) ? 'localhost' : bracketed(host)
}

/** A name or an address as it is written in a URL (RFC 3986, 3.2.2). */
function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}
