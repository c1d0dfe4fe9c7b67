import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import type { TestContext } from 'node:test'

/**
 * A proxy that cuts each connection after so many bytes of the response, in turn, or sends nothing more on it; further
 * connections stay whole. Returns its address, and how many connections there were.
 */
export async function cuttingProxy(
  t: Pick<TestContext, 'after'>,
  target: string,
  cuts: readonly number[],
  then: 'cut' | 'stall' = 'cut',
) {
  const { port } = new URL(target)
  const remaining = [...cuts]
  let connections = 0
  const proxy = createServer((client) => {
    connections++
    const server = connect(Number(port), '127.0.0.1')
    let allowed = remaining.shift() ?? Number.POSITIVE_INFINITY
    client.pipe(server)
    server.on('data', (bytes: Buffer) => {
      client.write(bytes.subarray(0, Math.max(0, allowed)))
      allowed -= bytes.length
      if (allowed > 0 || then === 'stall') return
      client.end(() => client.destroy())
      server.destroy()
    })
    server.on('end', () => client.end())
    client.on('close', () => server.destroy())
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => other.destroy())
    }
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  t.after(() => void proxy.close())
  return {
    http: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    get connections() {
      return connections
    },
  }
}
