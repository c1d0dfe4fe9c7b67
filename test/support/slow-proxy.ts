import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/** A proxy whose requests wait as long as it holds them. */
export type SlowProxy = {
  readonly http: string
  /** How many requests wait. */
  readonly waiting: number
  /** Lets requests wait from now on. */
  hold(): void
  /** Lets all go on, those that wait as well. */
  release(): void
}

/** Starts a proxy for a server of HTTP. The header Host stays as it was sent, since signatures cover it. */
export async function slowProxy(t: Pick<TestContext, 'after'>, target: string): Promise<SlowProxy> {
  const { hostname, port } = new URL(target)
  let released = Promise.withResolvers<void>()
  released.resolve()
  let waiting = 0
  const server = http.createServer(async (request, response) => {
    waiting++
    await released.promise
    waiting--
    const { method, url: path, headers } = request
    const forwarded = http.request({ hostname, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
    })
    forwarded.on('error', () => response.destroy())
    request.pipe(forwarded)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    released.resolve()
    server.closeAllConnections()
    server.close()
  })
  return {
    http: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get waiting() {
      return waiting
    },
    hold() {
      released = Promise.withResolvers()
    },
    release: () => released.resolve(),
  }
}
