import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { startCommand } from '../support/cli.ts'
import { ask, askToken, signUp } from '../support/customers.ts'
import { emptyLibrary } from '../support/library.ts'
import { startRedis } from '../support/redis-server.ts'
import { until } from '../support/until.ts'

const QPS = 5
const GUESSES = 10
const RECOVERY_MS = 10_000

describe('two servers that count limits in Redis', () => {
  it('count together, each for itself while it is away, and together again', async (t: TestContext) => {
    const redis = await startRedis(t)
    if (redis === null) return
    const library = await emptyLibrary(t)
    const customer = await signUp(library, { name: 'Press', qps: QPS })
    const unlimited = await signUp(library, { name: 'Agency' })
    const { data } = library.config
    const args = ['serve', '--data', data, '--limits', redis.address, '--port', '0', '--tls-port', '0']
    const servers = await Promise.all([startCommand(t, args), startCommand(t, args)])
    const nodes = servers.map(({ ready }) => ({ http: ready.http! }))
    const admitted = async () => {
      const sent = Array.from({ length: 8 * QPS }, (_, at) =>
        ask(nodes[at % 2]!, '/v3/countries', { key: customer.key }),
      )
      return (await Promise.all(sent)).filter(({ status }) => status === 200).length
    }
    /** Waits until requests fall into one window of a second; servers that count for themselves would admit twice as many. */
    const untilTogether = () => until(admitted, (count) => count === QPS, RECOVERY_MS)
    await untilTogether()
    const wrong = { ...unlimited, password: 'wrong' }
    const statuses = await Promise.all(
      Array.from({ length: 2 * GUESSES }, async (_, at) => (await guess(nodes[at % 2]!, wrong)).status),
    )
    assert.equal(statuses.filter((status) => status === 429).length, GUESSES)

    await redis.kill()
    await until(admitted, (count) => count >= 2 * QPS, RECOVERY_MS)
    assert.match(servers[0]!.log(), /each node counts for itself/)
    await redis.start()
    await until(
      async () => servers.every(({ log }) => log().includes('together again')),
      Boolean,
      RECOVERY_MS,
    )
    await untilTogether()
    for (const { process, ended, log } of servers) {
      process.kill('SIGTERM')
      await ended
      assert.equal(log().match(/each node counts for itself/g)?.length, 1, 'the end of a server is no loss')
    }
  })
})

type Customer = Awaited<ReturnType<typeof signUp>>

const guess = (node: { http: string }, { key, secret, username, password }: Customer) =>
  askToken(node, { client_id: key, client_secret: secret, grant_type: 'password', username, password })
