/** Returns whether a listening address is reachable from this machine only. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.')

/** Returns whether a listening address stands for all addresses of this machine. */
export const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::'
