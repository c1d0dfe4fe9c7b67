import { type AddressInfo, createServer, type Server } from 'node:net'

/** An address to listen on; port 0 picks a free one. */
export type PortAddress = {
  readonly host: string
  readonly port: number
  /** Whether other threads listen on it as well; the system distributes connections to them. */
  readonly isShared?: boolean
}

/** The two ports of a server: their names in messages and their flags. */
const PORTS = {
  plain: { name: 'HTTP', setting: '--port' },
  tls: { name: 'HTTPS', setting: '--tls-port' },
} as const
type PortName = keyof typeof PORTS

/** Starts to listen and returns the port. @throws Error that says which port is not available and what to do. */
export function openPort(server: Server, which: PortName, address: PortAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(new Error(cannotListen(error, which, address)))
    server.once('error', refuse)
    const { host, port, isShared = false } = address
    server.listen({ host, port, reusePort: isShared }, () => {
      server.off('error', refuse)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Stops listening; resolves when the last connection has ended. */
export const closePort = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
  })

/**
 * Checks that both ports are available, before work that takes long.
 *
 * @throws Error as `openPort` does.
 */
export async function checkPorts(addresses: Readonly<Record<PortName, PortAddress>>): Promise<void> {
  const opened: Server[] = []
  try {
    for (const which of ['plain', 'tls'] as const) {
      const server = createServer()
      await openPort(server, which, addresses[which])
      opened.push(server)
    }
  } finally {
    await Promise.all(opened.map(closePort))
  }
}

function cannotListen(
  { code, message }: NodeJS.ErrnoException,
  which: PortName,
  { host, port }: PortAddress,
): string {
  const { name, setting } = PORTS[which]
  const what = `${name} cannot listen on port ${port} of ${host}`
  if (code === 'EADDRINUSE')
    return `${what}: another program is using it. Stop that program, or choose a port with ${setting}; 0 picks a free one.`
  if (code === 'EACCES')
    return `${what}: this user is not allowed to. Choose a port above 1023 with ${setting}.`
  return `${what}: ${message}.`
}
