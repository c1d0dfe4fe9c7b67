import { subscribe } from 'node:diagnostics_channel'
import { BroadcastChannel } from 'node:worker_threads'
import type { FastifyInstance } from 'fastify'
import { KNOWN_SEARCHES } from './generated-records.ts'

/**
 * Imported by a server before it starts, in each of its threads. At the address `/bench/inject?seconds=3&threads=2`, all threads
 * that answer, of which there are two here, search for so many seconds, with requests that are injected into their own
 * applications, so that neither a network nor a client takes part. The answer is how many searches all of them have answered.
 */
type Order = { readonly id: string; readonly seconds: number; readonly key: string }
type Done = { readonly id: string; readonly answered: number }

/** Requests of one thread at a time. */
const CONCURRENCY = 16

subscribe('fastify.initialization', (message) => offer((message as { fastify: FastifyInstance }).fastify))

function offer(app: FastifyInstance): void {
  const [orders, results] = [new BroadcastChannel('orders'), new BroadcastChannel('results')]
  orders.unref()
  results.unref()
  orders.onmessage = async ({ data: order }: { data: Order }) =>
    results.postMessage({ id: order.id, answered: await inject(app, order) } satisfies Done)
  app.get('/bench/inject', async ({ id, query, headers }) => {
    const { seconds, threads } = query as { seconds: string; threads: string }
    const order: Order = { id, seconds: Number(seconds), key: String(headers['api-key']) }
    const ofOthers = sumOf(results, id, Number(threads) - 1)
    orders.postMessage(order)
    return { answered: (await inject(app, order)) + (await ofOthers) }
  })
}

/** Resolves to the sum of as many results of an order. */
function sumOf(results: BroadcastChannel, id: string, count: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const answered: number[] = []
  const check = () => {
    if (answered.length === count) resolve(answered.reduce((sum, some) => sum + some, 0))
  }
  results.onmessage = ({ data }: { data: Done }) => {
    if (data.id === id) answered.push(data.answered)
    check()
  }
  check()
  return promise
}

async function inject(app: FastifyInstance, { seconds, key }: Order): Promise<number> {
  const endMs = performance.now() + seconds * 1000
  let answered = 0
  const repeat = async () => {
    while (performance.now() < endMs) {
      const url = KNOWN_SEARCHES[answered++ % KNOWN_SEARCHES.length]!
      const { statusCode } = await app.inject({ url, headers: { 'api-key': key } })
      if (statusCode !== 200) throw new Error(`${url} returned ${statusCode}.`)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, repeat))
  return answered
}
