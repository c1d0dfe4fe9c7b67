import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { until } from './until.ts'

/** A request that a receiver got. */
export type Received = {
  readonly headers: Record<string, string>
  readonly body: string
  // biome-ignore lint/suspicious/noExplicitAny: JSON as it came
  readonly json: any
  readonly atMs: number
}

/** How a receiver responds to its requests; by default with 204. */
type Respond = (response: http.ServerResponse, received: Received) => void

/** A receiver of webhooks on loopback, which keeps what it gets until the test ends. */
export async function startReceiver(
  t: Pick<TestContext, 'after'>,
  respond: Respond = (response) => response.writeHead(204).end(),
  host = '127.0.0.1',
) {
  const received: Received[] = []
  const receiver = { respond }
  const server = http.createServer(async (request, response) => {
    const chunks = await request.toArray()
    const body = Buffer.concat(chunks).toString()
    const got = {
      headers: request.headers as Record<string, string>,
      body,
      json: body === '' ? null : JSON.parse(body),
      atMs: Date.now(),
    }
    received.push(got)
    receiver.respond(response, got)
  })
  await once(server.listen(0, host), 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}/hook`,
    received,
    /** Changes how it responds. */
    respondWith(next: Respond) {
      receiver.respond = next
    },
    /** Waits until so many requests of a type have arrived, and returns these. */
    async waitFor(type: string, count = 1): Promise<Received[]> {
      const ofType = async () => received.filter(({ json }) => json?.type === type)
      return until(ofType, (it) => it.length >= count, 10_000)
    },
  }
}

/** Returns whether the signature of a request is right, by the library that receivers use. */
export function isSigned(secret: string, { headers, body }: Pick<Received, 'headers' | 'body'>): boolean {
  try {
    new Webhook(secret).verify(body, headers)
    return true
  } catch {
    return false
  }
}
