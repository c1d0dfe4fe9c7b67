import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { describe, it } from 'node:test'
import { startCommand, vitrine } from '../support/cli.ts'
import { connect } from '../support/connection.ts'
import { temporaryFolder } from '../support/library.ts'
import { until } from '../support/until.ts'

const CONNECTIONS = 24

const BODY = 'grant_type=magic'

/** Sends the head of a request over a connection of its own. Returns a function that sends its body and returns the status. */
async function beginRequest(base: string): Promise<() => Promise<number>> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': BODY.length,
    expect: '100-continue',
  }
  const sent = request(`${base}/oauth2/token`, { method: 'POST', agent: false, headers })
  await once(sent, 'continue')
  return async () => {
    sent.end(BODY)
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    response.resume()
    return response.statusCode!
  }
}

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
    const open = await Promise.all(connections.map(() => beginRequest(base)))
    running.process.kill('SIGTERM')
    const statuses = await Promise.all(open.map((finish) => finish()))
    assert.deepEqual([...new Set(statuses)], [401], 'each is answered: its client is not named')
    assert.equal(await running.ended, 0)
  })
})
