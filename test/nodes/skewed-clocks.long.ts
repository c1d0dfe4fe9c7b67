import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { createClient, newKey, revokeClient } from '../../src/access/clients.ts'
import { addEndpoint } from '../../src/webhooks/endpoints.ts'
import { startCommand, vitrine } from '../support/cli.ts'
import { ask, askToken, signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { download, downloadOf, FIRST_ID, remaining } from '../support/downloads.ts'
import { clockAhead } from '../support/faketime.ts'
import { type TestLibrary, temporaryFolder } from '../support/library.ts'
import { shareLibrary } from '../support/nodes.ts'
import { startReceiver } from '../support/receiver.ts'
import { REDIRECT_URI, signInAddress, signInForCode } from '../support/sign-in.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { skip } from '../support/test-data.ts'
import { until } from '../support/until.ts'

const AHEAD_SECONDS = 120
const IMAGES = 60
const LIMIT = 30
const PRODUCT = { type: 'premiumaccess', terms: { period: 'yearly', limit: LIMIT } } as const
/** Longer than the other node takes to look for messages, shorter than a lease. */
const RESPONSE_MS = 1500
const WITHIN_MS = 30_000

describe('two nodes, of which one has a clock that is two minutes ahead', () => {
  const lifetime = suiteLifetime()
  let missing = ''
  let library: TestLibrary
  /** The second one is ahead. */
  let nodes: readonly { readonly http: string }[]
  /** Of programs on the machine of the second one. */
  let settingsAhead: Record<string, string>
  let customer: TestCustomer
  let limited: TestCustomer

  before(async () => {
    const leave = (reason: string) => {
      missing = reason
    }
    const ahead = await clockAhead(AHEAD_SECONDS)
    if (ahead === null) return skip({ skip: leave }, 'faketime is not installed (apt-get install faketime).')
    const shared = await shareLibrary({ ...lifetime, skip: leave }, IMAGES)
    if (shared === null) return
    library = shared.library
    customer = await signUp(library, { name: 'Press', redirectUris: [REDIRECT_URI] })
    limited = await signUp(library, { name: 'Museum', products: [PRODUCT] })
    const { settings } = shared
    settingsAhead = { ...settings, ...ahead }
    nodes = await Promise.all(
      [settings, settingsAhead].map(async (environment) => {
        const args = ['serve', '--data', await temporaryFolder(lifetime), '--port=0', '--tls-port=0']
        const hooks = ['--callable-networks=127.0.0.1', '--webhook-timeout-seconds=2']
        const { ready } = await startCommand(lifetime, [...args, ...hooks], environment)
        return { http: ready.http! }
      }),
    )
  })

  /** Both ways: something is made by one node and used at the other. */
  const ways = () => [nodes, [...nodes].reverse()] as const

  it('exchange codes of sign-ins of each other for tokens, and accept tokens of each other', async (t) => {
    if (missing !== '') return t.skip(missing)
    const date = new Date((await fetch(`${nodes[1]!.http}/healthz`)).headers.get('date')!)
    assert.ok(date.getTime() > Date.now() + 60_000, 'its clock is ahead')
    for (const [one, other] of ways()) {
      const code = await signInForCode(signInAddress(one!, customer), customer)
      const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }
      const client = { client_id: customer.key, client_secret: customer.secret }
      const { status, json } = await askToken(other!, { ...form, ...client })
      assert.equal(status, 200, JSON.stringify(json))
      const { access_token: token } = json
      const own = await ask(one!, '/v3/customers/current', { key: customer.key, token: String(token) })
      assert.equal(own.status, 200)
    }
  })

  it('deliver by links of each other, and charge no repeat', async (t) => {
    if (missing !== '') return t.skip(missing)
    for (const [index, [one, other]] of ways().entries()) {
      const token = await userToken(one!, customer)
      const [first, second] = [one!, other!].map((server) => ({ server, customer, token }))
      const asset = FIRST_ID + index
      const key = { idempotencyKey: `order ${index}` }
      const charged = await download(first!, asset, key)
      assert.equal(charged.status, 200)
      const id = downloadOf(charged.json.uri)
      assert.equal(downloadOf((await download(second!, asset, key)).json.uri), id, 'by its key')
      assert.equal(downloadOf((await download(second!, asset)).json.uri), id, 'by its time')
      const { pathname, search } = new URL(charged.json.uri)
      assert.equal((await fetch(other!.http + pathname + search)).status, 200)
      const path = `/v3/images/${asset}?fields=display_set`
      const { json } = await ask(one!, path, { key: customer.key, token })
      const picture = new URL(json.images[0].display_sizes[0].uri)
      assert.equal((await fetch(other!.http + picture.pathname + picture.search)).status, 200)
    }
    const { atMs } = await library.db
      .selectFrom('download')
      .select('atMs')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    assert.ok(Math.abs(Number(atMs) - Date.now()) < 60_000, 'with the time of the database')
  })

  it('have the time of the database in what a command on the other machine changes', async (t) => {
    if (missing !== '') return t.skip(missing)
    const data = await temporaryFolder(t)
    for (const args of [
      ['create', '--name', 'Archive'],
      ['end', 'Archive'],
    ]) {
      const { code, stderr } = await vitrine(['customers', ...args, '--data', data], settingsAhead)
      assert.equal(code, 0, stderr)
    }
    const { createdMs, endedMs } = await library.db
      .selectFrom('customer')
      .select(['createdMs', 'endedMs'])
      .where('name', '=', 'Archive')
      .executeTakeFirstOrThrow()
    for (const ms of [createdMs, endedMs]) assert.ok(Math.abs(Number(ms) - Date.now()) < 60_000, String(ms))
  })

  it('count downloads exactly', async (t) => {
    if (missing !== '') return t.skip(missing)
    const users = await Promise.all(
      nodes.map(async (server) => ({ server, customer: limited, token: await userToken(server, limited) })),
    )
    const answers = await Promise.all(
      Array.from({ length: IMAGES }, (_, index) => download(users[index % 2]!, FIRST_ID + index)),
    )
    assert.equal(answers.filter(({ status }) => status === 200).length, LIMIT)
    for (const user of users) assert.equal(await remaining(user), 0)
  })

  it('leave the messages alone that the other is delivering', async (t) => {
    if (missing !== '') return t.skip(missing)
    const receiver = await startReceiver(t, (response) => {
      setTimeout(() => response.writeHead(204).end(), RESPONSE_MS)
    })
    const { db, now } = library
    const types = ['key.revoked'] as const
    const [deliveries, names] = [new Map<string, number>(), ['a', 'b', 'c', 'd', 'e', 'f']]
    await db
      .transaction()
      .execute((tx) => addEndpoint(tx, { url: receiver.url, customerId: null, types, now: now() }))
    for (const name of names)
      await db.transaction().execute(async (tx) => {
        const limits = { qps: null, expiresMs: null, now: now() }
        const { id } = await createClient(tx, { name, key: newKey(), ...limits })
        await revokeClient(tx, id, now())
      })
    const areDone = async () => {
      const { open } = await db
        .selectFrom('webhookMessage')
        .select((eb) => eb.fn.countAll().as('open'))
        .where('deliveredMs', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(open) === 0 && receiver.received.length >= names.length
    }
    await until(areDone, Boolean, WITHIN_MS)
    for (const { json } of receiver.received)
      deliveries.set(json.data.name, (deliveries.get(json.data.name) ?? 0) + 1)
    assert.deepEqual(
      [...deliveries].sort(),
      names.map((name) => [name, 1]),
    )
  })
})
