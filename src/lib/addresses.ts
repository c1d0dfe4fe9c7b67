/** Whether a listening address is reached from this machine alone. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host.startsWith('127.')

/** Whether a listening address stands for every address of this machine. */
export const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::'
