import { BlockList, isIP } from 'node:net'

/** Tells which addresses the server may call. */
export type CallableAddresses = {
  /** Returns whether an IP address may be called: it is public, or in one of the owner's networks. */
  includes(address: string): boolean
  /** Returns whether it is in one of the owner's networks, where plain HTTP is allowed as well. */
  isOwn(address: string): boolean
}

/**
 * Networks that are not part of the public Internet, or lead back into private ones: the special-purpose registries of
 * IANA (RFC 6890), multicast, and IPv6 networks that contain IPv4 addresses (6to4, Teredo, NAT64).
 */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]
/** Global unicast addresses; everything else in IPv6 is for special purposes. */
const PUBLIC_IPV6 = '2000::/3'

/**
 * Makes the rule of which addresses the server may call on behalf of others, such as receivers of webhooks.
 *
 * @param networks private networks and addresses that may be called, such as `10.1.0.0/16`.
 * @throws RangeError that names the first one that is neither an address nor a network.
 */
export function callableAddresses(networks: readonly string[]): CallableAddresses {
  const own = blockListOf(networks)
  const isOwn = (address: string) => own.check(address, familyOf(address))
  return {
    isOwn,
    includes: (address) => isIP(address) !== 0 && (isOwn(address) || isPublic(address)),
  }
}

const notPublic = blockListOf(NOT_PUBLIC)
const publicIpv6 = blockListOf([PUBLIC_IPV6])

function isPublic(address: string): boolean {
  if (notPublic.check(address, familyOf(address))) return false
  return isIP(address) === 4 || publicIpv6.check(address, 'ipv6')
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

function blockListOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', length] = network.split('/')
    const bits = isIP(address) === 6 ? 128 : 32
    const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : bits + 1
    if (isIP(address) === 0 || prefix > bits) throw new RangeError(network)
    list.addSubnet(address, prefix, familyOf(address))
  }
  return list
}
