import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** A port that leads to another one over a slow line. */
export type SlowLine = { readonly port: number; close(): void }

/**
 * Opens a port that leads to another port of this machine, over a line with a latency and a rate that all connections share.
 * NOTE: Chromium's own emulation of networks (`Network.emulateNetworkConditions`) loses responses on a busy machine.
 */
export async function slowLine(
  to: number,
  { roundTripMs, bytesPerSecond }: { readonly roundTripMs: number; readonly bytesPerSecond: number },
): Promise<SlowLine> {
  const open = new Set<Socket>()
  /** Carries what one side sends to the other: each direction has the whole rate. */
  const direction = () => {
    let freeAtMs = 0
    return (from: Socket, into: Socket): void => {
      let last = Promise.resolve()
      const after = (ms: number, act: () => void) => {
        last = last.then(() => delay(Math.max(0, ms - performance.now()))).then(act)
      }
      from.on('data', (chunk) => {
        freeAtMs = Math.max(freeAtMs, performance.now()) + (chunk.length * 1000) / bytesPerSecond
        after(freeAtMs + roundTripMs / 2, () => void (into.writable && into.write(chunk)))
      })
      from.on('end', () => after(0, () => into.end()))
      from.on('error', () => into.destroy())
      from.on('close', () => open.delete(from))
    }
  }
  const [up, down] = [direction(), direction()]
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port: to, host: '127.0.0.1', allowHalfOpen: true })
    for (const socket of [near, far]) open.add(socket)
    up(near, far)
    down(far, near)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}
