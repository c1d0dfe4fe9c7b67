import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient, newKey, revokeClient } from '../src/access/clients.ts'
import { addEndpoint } from '../src/webhooks/endpoints.ts'
import { serve } from './support/processes.ts'
import { at, report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * The lag of webhooks, from the commit of what happened to the request at the receiver, in milliseconds, and how many
 * messages per second one receiver gets that responds at once.
 */
const SINGLE = 40
const MANY = 1000
const PAUSE_MS = 120
const GOAL_MS = 2000

await withLibrary(async ({ db }, data) => {
  const arrived = new Map<string, number>()
  const receiver = http.createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString())
    arrived.set(body.data.name, performance.now())
    response.writeHead(204).end()
  })
  await once(receiver.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  await db
    .transaction()
    .execute((tx) => addEndpoint(tx, { url, customerId: null, types: ['key.revoked'], now: new Date() }))
  const networks = ['--callable-networks', '127.0.0.1']
  const server = await serve(data, networks)

  const revokeKey = (name: string): Promise<void> =>
    db.transaction().execute(async (tx) => {
      const { id } = await createClient(tx, {
        name,
        key: newKey(),
        qps: null,
        expiresMs: null,
        now: new Date(),
      })
      await revokeClient(tx, id, new Date())
    })
  const allArrived = async (names: readonly string[]): Promise<void> => {
    while (names.some((name) => !arrived.has(name))) await pause(5)
  }

  const lags: number[] = []
  for (let index = 0; index < SINGLE; index++) {
    const name = `single ${index}`
    await revokeKey(name)
    const committed = performance.now()
    await allArrived([name])
    lags.push(arrived.get(name)! - committed)
    // So that the commits fall on different moments of the server's rhythm.
    await pause(PAUSE_MS + index)
  }
  const names = Array.from({ length: MANY }, (_, index) => `many ${index}`)
  await db.transaction().execute(async (tx) => {
    for (const name of names) {
      const { id } = await createClient(tx, {
        name,
        key: newKey(),
        qps: null,
        expiresMs: null,
        now: new Date(),
      })
      await revokeClient(tx, id, new Date())
    }
  })
  const committed = performance.now()
  await allArrived(names)
  const seconds = (performance.now() - committed) / 1000
  await server.stop()
  receiver.close()
  const [median, worst] = [at(lags, 0.5), Math.max(...lags)]
  say(`lag: median ${round(median)} ms, worst ${round(worst)} ms (goal: below ${GOAL_MS} ms)`)
  report({ bench: 'webhooks', median: round(median), worst: round(worst), perSecond: round(MANY / seconds) })
})
