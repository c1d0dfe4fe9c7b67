import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startCommand, vitrine } from '../support/cli.ts'
import { connect } from '../support/connection.ts'
import { temporaryFolder } from '../support/library.ts'
import { until } from '../support/until.ts'

const CONNECTIONS = 24

describe('vitrine serve --threads', () => {
  it('finishes open requests of all threads when it is stopped, and keeps its ports to itself', async (t) => {
    const data = await temporaryFolder(t)
    const made = await vitrine(['keys', 'create', '--name', 'Shop', '--data', data, '--json'])
    const { key } = JSON.parse(made.stdout) as { key: string }
    const serve = ['serve', '--threads', '2', '--data', data, '--tls-port', '0']
    const running = await startCommand(t, [...serve, '--port', '0'])
    const base = running.ready.http!
    const second = await vitrine([...serve, '--port', new URL(base).port])
    assert.equal(second.code, 1)
    assert.match(second.stderr, /another program is using it/)
    const connections = Array.from({ length: CONNECTIONS }, () => connect(t, base))
    await Promise.all(connections.map((send) => send('/v3/countries', key)))
    const threads = () => new Set([...running.log().matchAll(/"thread":(\d)/g)].map(([, number]) => number))
    await until(
      async () => threads().size,
      (count) => count === 2,
      2000,
    )
    const slow = connections.map((send) => send('/v3/search/images?phrase=nothing', key))
    running.process.kill('SIGTERM')
    const answers = await Promise.allSettled(slow)
    assert.equal(await running.ended, 0)
    assert.ok(answers.some(({ status }) => status === 'fulfilled'))
  })
})
