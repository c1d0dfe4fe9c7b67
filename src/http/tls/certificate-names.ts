import type { X509Certificate } from 'node:crypto'
import { isIPv6 } from 'node:net'

/** The names and addresses that a certificate covers, in its order and in the form of a Host header, in lower case. */
export function certificateNames({ subjectAltName = '' }: X509Certificate): string[] {
  const found = [...subjectAltName.matchAll(/(?:DNS|IP Address):([^,\s]+)/g)]
  return found.map(([, name]) => (isIPv6(name!) ? compressed(name!) : name!.toLowerCase()))
}

/** Node writes IPv6 addresses in full; RFC 5952 and URLs use the short form. */
const compressed = (address: string) => new URL(`http://[${address}]`).hostname.slice(1, -1)
