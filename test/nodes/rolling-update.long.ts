import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { download, FIRST_ID } from '../support/downloads.ts'
import { freePort } from '../support/free-port.ts'
import { startProxy } from '../support/haproxy.ts'
import { shareLibrary, startNode } from '../support/nodes.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const PICTURES = 40
/** So many clients send one request after the other. */
const CLIENTS = 6
/** Time for a node to be found ready, or not to be. */
const CHECKED_MS = 60_000
const DRAIN_SECONDS = 6

describe('a rolling update', () => {
  const lifetime = suiteLifetime()

  it('replaces one node after the other behind HAProxy, and no request fails', async (t: TestContext) => {
    const shared = await shareLibrary({ ...lifetime, skip: (reason) => t.skip(reason) }, PICTURES)
    if (shared === null) return
    const customer = await signUp(shared.library, { name: 'Press' })
    const ports = [await freePort(), await freePort()]
    const start = (port: number) =>
      startNode(t, shared, {
        VITRINE_PORT: String(port),
        VITRINE_BEHIND_PROXY: '127.0.0.1',
        VITRINE_DRAIN_SECONDS: String(DRAIN_SECONDS),
      })
    const nodes = await Promise.all(ports.map(start))
    const proxy = await startProxy(t, ports)
    if (proxy === null) return
    const load = sendRequests(proxy.http, customer)
    for (const [index, { process, ended, log }] of nodes.entries()) {
      const state = async () => (await proxy.states())[`node${index + 1}`]
      await until(async () => Object.values(await proxy.states()), isAll('UP'), CHECKED_MS)
      process.kill('SIGTERM')
      await until(state, (it) => it !== 'UP', CHECKED_MS)
      assert.equal(await ended, 0, log())
      const before = load.count()
      await start(ports[index]!)
      await until(state, (it) => it === 'UP', CHECKED_MS)
      assert.ok(load.count() > before, 'the other node answered meanwhile')
    }
    assert.deepEqual(await load.stop(), [])
    t.diagnostic(`${load.count()} requests were answered`)
  })
})

/** Sends requests of several kinds until it is stopped; what failed is returned then. */
function sendRequests(http: string, customer: TestCustomer) {
  const { key } = customer
  const failed: string[] = []
  let [count, isStopped] = [0, false]
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(http + path, { headers })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (response.status !== 200) throw new Error(`${response.status} ${bytes}`)
    return bytes
  }
  const token = userToken({ http }, customer)
  const kinds: readonly ((turn: number) => Promise<unknown>)[] = [
    (turn) => get(`/v3/search/images?page_size=3&page=${1 + (turn % 10)}`, { 'api-key': key }),
    (turn) => get(`/v3/images/${FIRST_ID + (turn % PICTURES)}`, { 'api-key': key }),
    async (turn) => {
      const id = FIRST_ID + (turn % PICTURES)
      const { status, json } = await download({ server: { http }, customer, token: await token }, id)
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`)
      return get(json.uri.slice(new URL(json.uri).origin.length))
    },
  ]
  const client = async (_: unknown, first: number) => {
    for (let turn = first; !isStopped; turn++) {
      try {
        await kinds[turn % kinds.length]!(turn)
        count++
      } catch (error) {
        failed.push(`request ${count}: ${error} ${(error as Error).cause ?? ''}`)
      }
    }
  }
  const clients = Array.from({ length: CLIENTS }, client)
  return {
    count: () => count,
    async stop() {
      isStopped = true
      await Promise.all(clients)
      return failed
    },
  }
}

const isAll = (expected: string) => (states: readonly string[]) => states.every((state) => state === expected)
