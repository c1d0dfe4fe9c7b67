import { hostname, networkInterfaces } from 'node:os'
import { isLoopback, isWildcard } from '../../lib/addresses.ts'

/**
 * Names and addresses by which other machines may reach a server that listens on `host`: the host name, its multicast
 * DNS form (RFC 6762), and the address or all of them. Empty when it listens on loopback.
 */
export function machineNames(host: string): string[] {
  if (isLoopback(host)) return []
  const name = hostname().toLowerCase()
  const names = name === 'localhost' ? [] : [name, ...(name.includes('.') ? [] : [`${name}.local`])]
  const addresses = isWildcard(host) ? externalAddresses(host) : [host.toLowerCase()]
  return [...new Set([...names, ...addresses])]
}

/** Link-local IPv6 addresses are left out: they need a zone, which a certificate cannot contain. */
function externalAddresses(host: string): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family, address }) => {
      if (internal || address.startsWith('fe80:')) return false
      return host === '::' || family === 'IPv4'
    })
    .map(({ address }) => address)
}
