/**
 * Returns the addresses that a list of hosts stands for: "x://user@a:1/name" and "x://user@b:2/name" for
 * "x://user@a:1,b:2/name". An address with one host stands for itself.
 */
export function hostAddresses(address: string): string[] {
  const [, before, hosts, after] = /^([^/]*\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/s.exec(address) ?? []
  if (hosts === undefined) return [address]
  return hosts.split(',').map((host) => before + host + after)
}
