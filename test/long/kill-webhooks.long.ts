import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient, newKey, revokeClient } from '../../src/access/clients.ts'
import { randomFrom } from '../../src/lib/random.ts'
import { addEndpoint } from '../../src/webhooks/endpoints.ts'
import { startCommand } from '../support/cli.ts'
import { emptyLibrary, type TestLibrary } from '../support/library.ts'
import { startReceiver } from '../support/receiver.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const ROUNDS = Number(process.env.VITRINE_TEST_KILLS ?? 5)
const SEED = 13
const MESSAGES = 100
const RESPONSE_MS = 120
/** Longer than a lease with a timeout of one second. */
const WITHIN_MS = 30_000

describe('two servers of one library, of which one is killed during deliveries', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary

  before(async () => {
    library = await emptyLibrary(lifetime)
  })

  async function started() {
    const { process, ended } = await startCommand(lifetime, [
      'serve',
      '--data',
      library.config.data,
      '--port=0',
      '--tls-port=0',
      '--callable-networks=127.0.0.1',
      '--webhook-timeout-seconds=1',
    ])
    return async (signal: NodeJS.Signals) => {
      process.kill(signal)
      await ended
    }
  }

  /** Makes something happen that the webhook is told of. */
  const revokeKey = (name: string): Promise<void> =>
    library.db.transaction().execute(async (tx) => {
      const limits = { qps: null, expiresMs: null, now: library.now() }
      const { id } = await createClient(tx, { name, key: newKey(), ...limits })
      await revokeClient(tx, id, library.now())
    })

  it(`deliver each message, and never one twice at a time (${ROUNDS} rounds)`, async (t) => {
    const random = randomFrom(SEED)
    const open = new Map<string, number>()
    let atOnce = 0
    const acknowledged = new Set<string>()
    const respond = async (response: ServerResponse, name: string) => {
      await pause(RESPONSE_MS)
      if (response.destroyed) return
      response.writeHead(204).end(() => acknowledged.add(name))
    }
    const receiver = await startReceiver(t, (response, { headers, json }) => {
      const id = headers['webhook-id']!
      open.set(id, (open.get(id) ?? 0) + 1)
      atOnce = Math.max(atOnce, open.get(id)!)
      response.on('close', () => open.set(id, open.get(id)! - 1))
      void respond(response, json.data.name)
    })
    const types = ['key.revoked'] as const
    await library.db
      .transaction()
      .execute((tx) => addEndpoint(tx, { url: receiver.url, customerId: null, types, now: library.now() }))
    let servers = await Promise.all([started(), started()])
    const repeats: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const names = Array.from({ length: MESSAGES }, (_, index) => `key ${round}-${index}`)
      const recorded = Promise.all(names.map(revokeKey))
      const before = receiver.received.length
      const killAt = 1 + random.below(MESSAGES - 1)
      await until(
        async () => receiver.received.length - before,
        (count) => count >= killAt,
        WITHIN_MS,
      )
      await servers[0]!('SIGKILL')
      await recorded
      await until(
        async () => names.filter((name) => !acknowledged.has(name)),
        (missing) => missing.length === 0,
        WITHIN_MS,
      )
      repeats.push(receiver.received.length - before - MESSAGES)
      servers = [servers[1]!, await started()]
    }
    for (const stop of servers) await stop('SIGTERM')
    t.diagnostic(`attempts beyond the first in each round: ${repeats.join(', ')}`)
    assert.equal(atOnce, 1)
    assert.ok(
      repeats.some((count) => count > 0),
      'no kill came in the middle of a delivery',
    )
  })
})
