import assert from 'node:assert/strict'
import { before, describe, it, type TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startCommand } from '../support/cli.ts'
import { ask, signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { download, FIRST_ID } from '../support/downloads.ts'
import { temporaryFolder } from '../support/library.ts'
import { shareLibrary } from '../support/nodes.ts'
import { makeReadOnly, type PostgresServer } from '../support/postgres-server.ts'
import { type SlowProxy, slowProxy } from '../support/slow-proxy.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const IMAGES = 100
/** More than a node makes or keeps open at a time. */
const PICTURES = 80
const [SEARCHES, DOWNLOADS] = [50, 10]
const WITHIN_MS = 30_000
const SEARCH = '/v3/search/images/creative?fields=detail_set&page_size=5'

describe('a node', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let postgres: PostgresServer
  let bucket: SlowProxy
  let customer: TestCustomer
  let settings: Readonly<Record<string, string>>

  before(async () => {
    const skip = (reason: string) => {
      missing = reason
    }
    const shared = await shareLibrary({ ...lifetime, skip }, IMAGES)
    if (shared === null) return
    const { library, s3 } = shared
    postgres = shared.postgres
    bucket = await slowProxy(lifetime, s3.environment.AWS_ENDPOINT_URL!)
    customer = await signUp(library)
    settings = { ...shared.settings, AWS_ENDPOINT_URL: bucket.http }
  })

  async function startNode(t: TestContext) {
    const args = ['serve', '--data', await temporaryFolder(t), '--port=0', '--tls-port=0', '--response-cache']
    const { ready, ...running } = await startCommand(t, args, settings)
    const node = { http: ready.http! }
    return { ...running, node, get: (path: string) => ask(node, path, { key: customer.key }) }
  }

  it('searches while its bucket does not answer', async (t) => {
    if (missing !== '') return t.skip(missing)
    const { node, get } = await startNode(t)
    const token = await userToken(node, customer)
    const { json } = await get('/v3/search/images/creative?fields=thumb&page_size=100')
    const pictures: string[] = json.images.map(
      ({ display_sizes: [size] }: { display_sizes: { uri: string }[] }) => size!.uri,
    )
    bucket.hold()
    let answered = 0
    const count = ({ status }: { readonly status: number }) => {
      answered++
      return status
    }
    const taken = [
      ...pictures.slice(0, PICTURES).map((uri) => fetch(uri).then(count)),
      ...Array.from({ length: DOWNLOADS }, (_, index) =>
        download({ server: node, customer, token }, FIRST_ID + index).then(count),
      ),
    ]
    await until(
      async () => bucket.waiting,
      (waiting) => waiting > DOWNLOADS,
      WITHIN_MS,
    )
    for (let number = 0; number < SEARCHES; number++) {
      const { status } = await get(`${SEARCH}&exclude_keyword_ids=${1_000_000 + number}`)
      assert.equal(status, 200)
    }
    assert.equal((await ask(node, '/v3/products', { key: customer.key, token })).status, 200)
    assert.equal(answered, 0, 'pictures and downloads still wait')
    bucket.release()
    assert.deepEqual([...new Set(await Promise.all(taken))], [200])
  })

  it('answers what it remembers while PostgreSQL is away, and stops when it is asked to', async (t) => {
    if (missing !== '') return t.skip(missing)
    const { process, ended, get, node, log } = await startNode(t)
    const remembered = ({ headers }: { readonly headers: Headers }) =>
      headers.get('x-cache')!.startsWith('Hit')
    await until(() => get(SEARCH), remembered, WITHIN_MS)
    await postgres.kill()
    assert.equal((await get(SEARCH)).status, 200)
    const other = await get(`${SEARCH}&exclude_keyword_ids=1000000`)
    assert.deepEqual([other.status, other.headers.get('retry-after')], [503, '2'])
    assert.equal((await fetch(`${node.http}/healthz`)).status, 200)
    const ready = await (await fetch(`${node.http}/readyz`)).json()
    assert.deepEqual(ready, { status: 'ready', unreachable: 'records' })
    process.kill('SIGTERM')
    assert.equal(await Promise.race([ended, pause(WITHIN_MS, 'still running', { ref: false })]), 0, log())
    await postgres.start()
  })

  it('starts while records can only be read, and searches', async (t) => {
    if (missing !== '') return t.skip(missing)
    // The first node of a library makes its secrets.
    await startNode(t)
    await makeReadOnly(postgres, true)
    const { get } = await startNode(t)
    const { status } = await get(SEARCH)
    await makeReadOnly(postgres, false)
    assert.equal(status, 200)
  })
})
