import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { createClient, newKey, revokeClient } from '../../../src/access/clients.ts'
import { changeCustomer } from '../../../src/access/customers.ts'
import { command } from '../../support/command.ts'
import { signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { type Downloading, download, FIRST_ID, writeSmallPictures } from '../../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { isSigned, type Received, startReceiver } from '../../support/receiver.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

const LOOPBACK = '127.0.0.1'
/** An address of this machine that the server may not call. */
const FORBIDDEN = '127.0.0.2'
const PICTURES = 12
const LIMIT = 10
const DAY_MS = 86_400_000

describe('webhooks', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let customer: TestCustomer
  let server: Served
  let user: Downloading
  let nextAsset = FIRST_ID
  let aheadMs = 0

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writeSmallPictures(folder, PICTURES)
    const opened = await emptyLibrary(lifetime, { callableNetworks: [LOOPBACK], webhookTimeoutSeconds: 1 })
    library = { ...opened, now: () => new Date(Date.now() + aheadMs) }
    await ingestAndIndex(library, folder)
    const terms = { period: 'yearly', limit: LIMIT } as const
    customer = await signUp(library, { products: [{ type: 'premiumaccess', terms }] })
    await changeCustomer(library.db, customer.id, { country: 'DEU' })
    server = await serve(library)
    user = { server, customer, token: await userToken(server, customer) }
  })

  /** Runs a command and returns the lines that it prints as JSON. */
  async function run(...args: string[]) {
    const { code, stdout, stderr } = await command([...args, '--data', library.config.data])
    // biome-ignore lint/suspicious/noExplicitAny: JSON as it came
    const json: any[] = args.includes('--json')
      ? stdout
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line))
      : []
    return { code, json, stdout, stderr }
  }
  const webhooks = (...args: string[]) => run('webhooks', ...args, '--json')

  async function add(url: string, ...args: string[]): Promise<{ id: string; secret: string }> {
    const { code, json, stderr } = await webhooks('add', url, ...args)
    assert.equal(code, 0, stderr)
    return json[0]
  }

  const logOf = async (id: string) => (await webhooks('log', id)).json
  const stateOf = async (id: string): Promise<string> => (await webhooks('show', id)).json[0].state

  /** Makes something happen that webhooks of the customer and of the owner are told of. */
  async function revokeKey(name = 'old key'): Promise<string> {
    return library.db.transaction().execute(async (tx) => {
      const now = library.now()
      const limits = { qps: null, expiresMs: null, customerId: customer.id, now }
      const { id } = await createClient(tx, { name, key: newKey(), ...limits })
      await revokeClient(tx, id, now)
      return id
    })
  }

  async function downloadNext(): Promise<string> {
    const assetId = nextAsset++
    assert.equal((await download(user, assetId)).status, 200)
    return String(assetId)
  }

  it('tell the customer and the owner of a download, signed as the standard says', async (t) => {
    const [own, theirs, others] = [await startReceiver(t), await startReceiver(t), await startReceiver(t)]
    const other = await signUp(library, { name: 'Southern Press' })
    const hooks = [
      await add(own.url, '--types', 'download.made'),
      await add(theirs.url, '--customer', customer.id, '--types', 'download.made'),
      await add(others.url, '--customer', other.id, '--types', 'download.made'),
    ]
    const assetId = await downloadNext()
    const [forOwner] = await own.waitFor('download.made')
    const [forCustomer] = await theirs.waitFor('download.made')
    assert.ok(isSigned(hooks[0]!.secret, forOwner!) && isSigned(hooks[1]!.secret, forCustomer!))
    assert.ok(!isSigned(hooks[0]!.secret, forCustomer!), 'each has a secret of its own')
    assert.deepEqual(Object.keys(forCustomer!.json), ['type', 'timestamp', 'data'])
    const { asset_id, client_id, size } = forCustomer!.json.data
    assert.deepEqual([asset_id, client_id, size], [assetId, customer.clientId, 'x_small'])
    await revokeKey()
    assert.deepEqual(others.received, [], 'another customer learns nothing')
    assert.deepEqual(own.received.length, 1, 'nor does anyone of types that it did not choose')
    for (const { id } of hooks) await webhooks('remove', id)
  })

  it('tell once when 80 % of an allowance are used', async (t) => {
    const receiver = await startReceiver(t)
    const { id } = await add(
      receiver.url,
      '--customer',
      customer.id,
      '--types',
      'allowance.low,download.made',
    )
    while (nextAsset < FIRST_ID + LIMIT - 1) await downloadNext()
    await receiver.waitFor('download.made', LIMIT - 2)
    const [low, ...others] = await receiver.waitFor('allowance.low')
    const { unit, limit, used } = low!.json.data
    assert.deepEqual([unit, limit, used, others.length], ['downloads', LIMIT, 8, 0])
    await webhooks('remove', id)
  })

  it('tell each customer only of assets that it may see or could see before', async (t) => {
    const [own, theirs] = [await startReceiver(t), await startReceiver(t)]
    const hooks = [await add(own.url), await add(theirs.url, '--customer', customer.id)]
    const asset = String(FIRST_ID)
    const steps: [args: string[], own: string | null, theirs: string | null][] = [
      [['edit', asset, '--title', 'Another title'], 'asset.updated', 'asset.updated'],
      [['edit', asset, '--not-in', 'DEU'], 'asset.updated', 'asset.withdrawn'],
      [['edit', asset, '--title', 'For others only'], 'asset.updated', null],
      [['edit', asset, '--visible-from', '2999-01-01'], 'asset.withdrawn', null],
      [['edit', asset, '--everywhere'], null, null],
      [['withdraw', asset], null, null],
      [['restore', asset], null, null],
      [['edit', asset, '--visible-from', 'none'], 'asset.published', 'asset.published'],
      [['withdraw', asset], 'asset.withdrawn', 'asset.withdrawn'],
      [['purge', asset, '--yes'], null, null],
    ]
    for (const [args] of steps) {
      const { code, stderr } = await run('assets', ...args)
      assert.equal(code, 0, `${args.join(' ')}: ${stderr}`)
      const { seq } = await library.db
        .selectFrom('change')
        .select((eb) => eb.fn.max('seq').as('seq'))
        .executeTakeFirstOrThrow()
      // Two changes at once would be announced as one.
      await until(
        () => library.db.selectFrom('webhookPosition').select('seq').executeTakeFirst(),
        (position) => position?.seq === seq,
        5000,
      )
    }
    await revokeKey('last')
    for (const [receiver, expected] of [
      [own, steps.flatMap(([, type]) => type ?? [])],
      [theirs, steps.flatMap(([, , type]) => type ?? [])],
    ] as const) {
      const got = await until(
        async () => receiver.received.filter(({ json }) => json.type.startsWith('asset.')),
        (it) => it.length >= expected.length,
        5000,
      )
      const byTime = got.toSorted((a, b) => a.json.timestamp.localeCompare(b.json.timestamp))
      assert.deepEqual(
        byTime.map(({ json }) => json.type),
        expected,
      )
      for (const { json } of got) assert.deepEqual(json.data.assets, [{ id: asset, asset_type: 'image' }])
    }
    for (const { id } of hooks) await webhooks('remove', id)
  })

  it('are tested, logged and replayed by command', async (t) => {
    const receiver = await startReceiver(t)
    const { id, secret } = await add(receiver.url, '--types', 'key.revoked')
    const tested = await run('webhooks', 'test', id, '--callable-networks', LOOPBACK)
    assert.deepEqual([tested.code, receiver.received[0]!.json.type], [0, 'webhook.test'])
    assert.match(tested.stdout, /^Delivered: the receiver responded with 204/)
    assert.ok(isSigned(secret, receiver.received[0]!))
    await revokeKey()
    const [first] = await receiver.waitFor('key.revoked')
    const log = await until(
      () => logOf(id),
      (entries) => entries.length === 2,
      5000,
    )
    assert.deepEqual(
      log.map(({ type, status, error }) => [type, status, error]),
      [
        ['key.revoked', 204, null],
        ['webhook.test', 204, null],
      ],
    )
    const messageId = first!.headers['webhook-id']!
    assert.deepEqual((await webhooks('replay', id, '--message', messageId)).json, [{ replayed: 1 }])
    const [, again] = await receiver.waitFor('key.revoked', 2)
    assert.deepEqual([again!.headers['webhook-id'], again!.body], [messageId, first!.body])
    const unknown = await webhooks('replay', id, '--message', 'msg_unknown')
    assert.deepEqual([unknown.code, /no message msg_unknown/.test(unknown.stderr)], [1, true])
    await webhooks('remove', id)
    assert.equal((await webhooks('show', id)).code, 1)
  })

  it('sign with two secrets for a day after one was replaced', async (t) => {
    const receiver = await startReceiver(t)
    const { id, secret } = await add(receiver.url, '--types', 'key.revoked')
    const [{ secret: next }] = (await webhooks('rotate', id)).json
    assert.notEqual(next, secret)
    await revokeKey()
    const [received] = await receiver.waitFor('key.revoked')
    assert.deepEqual([isSigned(secret, received!), isSigned(next, received!)], [true, true])
    await webhooks('remove', id)
  })

  describe('survive receivers that', () => {
    const cases: [
      what: string,
      start: (t: Parameters<typeof startReceiver>[0]) => Promise<string>,
      error: RegExp | null,
    ][] = [
      ['hang', async (t) => (await startReceiver(t, () => {})).url, /no response within 1 s/],
      [
        'begin a response and hang',
        async (t) => (await startReceiver(t, (response) => response.write('x'))).url,
        null,
      ],
      ['send a response without end', async (t) => (await startReceiver(t, sendForever)).url, null],
      [
        'redirect to a private address',
        async (t) => {
          const hidden = await startReceiver(t, undefined, FORBIDDEN)
          t.after(() => assert.deepEqual(hidden.received, []))
          return (await startReceiver(t, (it) => it.writeHead(307, { location: hidden.url }).end())).url
        },
        /responded with 307; redirects are not followed/,
      ],
      [
        'have a private address',
        async (t) => {
          const hidden = await startReceiver(t, undefined, FORBIDDEN)
          t.after(() => assert.deepEqual(hidden.received, []))
          return hidden.url
        },
        /127\.0\.0\.2 .*callableNetworks/,
      ],
      ['are not there', async () => `http://${LOOPBACK}:9/`, /ECONNREFUSED|bad port/],
    ]
    for (const [what, start, error] of cases)
      it(what, async (t) => {
        const { id } = await add(await start(t), '--types', 'key.revoked')
        await revokeKey()
        const [entry] = await until(
          () => logOf(id),
          (entries) => entries.length > 0,
          5000,
        )
        if (error) assert.match(entry.error, error)
        assert.deepEqual([entry.error === null, entry.next === null], [!error, !error])
        await webhooks('remove', id)
      })
  })

  it('are sent again by the next server when one stops in the middle', async (t) => {
    const receiver = await startReceiver(t, () => {})
    const { id } = await add(receiver.url, '--types', 'key.revoked')
    await revokeKey()
    const [first] = await receiver.waitFor('key.revoked')
    await server.stop()
    receiver.respondWith((response) => response.writeHead(200).end())
    server = await serve(library)
    const [, second] = await receiver.waitFor('key.revoked', 2)
    assert.equal(second!.headers['webhook-id'], first!.headers['webhook-id'])
    await webhooks('remove', id)
  })

  it('tell of assets whose embargo ends or that expire, at that time', async (t) => {
    const [own, theirs] = [await startReceiver(t), await startReceiver(t)]
    const asset = String(FIRST_ID + 1)
    const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
    const { code, stderr } = await run(
      'assets',
      'edit',
      asset,
      '--visible-from',
      at(30),
      '--visible-until',
      at(60),
    )
    assert.equal(code, 0, stderr)
    const hooks = [await add(own.url), await add(theirs.url, '--customer', customer.id)]
    for (const [aheadMinutes, type] of [
      [31, 'asset.published'],
      [61, 'asset.withdrawn'],
    ] as const) {
      aheadMs = aheadMinutes * 60_000
      for (const receiver of [own, theirs]) {
        const [{ json }] = (await receiver.waitFor(type)) as [Received]
        assert.deepEqual(json.data.assets, [{ id: asset, asset_type: 'image' }])
      }
    }
    for (const { id } of hooks) await webhooks('remove', id)
  })

  it('sign with the new secret alone a day after the other was replaced', async (t) => {
    const receiver = await startReceiver(t)
    const { id } = await add(receiver.url, '--types', 'key.revoked')
    await webhooks('rotate', id)
    aheadMs = DAY_MS + 60_000
    await revokeKey()
    const [received] = await receiver.waitFor('key.revoked')
    assert.equal(received!.headers['webhook-signature']!.split(' ').length, 1)
    await webhooks('remove', id)
  })

  it('are tried again with growing gaps, and disabled after days of failures', async (t) => {
    const receiver = await startReceiver(t, (response) => response.writeHead(500).end())
    const { id } = await add(receiver.url, '--types', 'key.revoked')
    await revokeKey()
    const attempted = (count: number) =>
      until(
        () => logOf(id),
        (entries) => entries.length === count,
        5000,
      )
    const gaps: number[] = []
    for (const stepMs of [
      5500,
      330_000,
      0.02 * DAY_MS + 270_000,
      1.2 * DAY_MS,
      1.2 * DAY_MS,
      1.2 * DAY_MS,
      1.5 * DAY_MS,
    ]) {
      const [{ time, next }] = await attempted(gaps.length + 1)
      gaps.push(Date.parse(next) - Date.parse(time))
      assert.match(await stateOf(id), /^failing since/)
      aheadMs += stepMs
    }
    assert.deepEqual(
      gaps,
      gaps.toSorted((a, b) => a - b),
    )
    await attempted(8)
    assert.match(await stateOf(id), /^disabled: it failed since/)
    receiver.respondWith((response) => response.writeHead(200).end())
    await webhooks('enable', id)
    await webhooks('replay', id, '--undelivered')
    await until(
      () => stateOf(id),
      (state) => state === 'enabled',
      5000,
    )
    receiver.respondWith((response) => response.writeHead(410).end())
    await revokeKey()
    await until(
      () => stateOf(id),
      (state) => state === 'disabled: its receiver responded with 410',
      5000,
    )
    await webhooks('remove', id)
  })

  it('are refused with what would be right', async () => {
    for (const [args, message] of [
      [['add', 'ftp://example.org/'], /"ftp:\/\/example.org\/" cannot be called: .*https:\/\/example.org/],
      [['add', 'https://user:word@example.org/'], /without a user name, password or fragment/],
      [
        ['add', 'https://example.org/', '--types', 'asset.eaten'],
        /"asset.eaten" is not one of them.*asset.published/,
      ],
      [['add', 'https://example.org/', '--customer', 'nobody'], /no customer "nobody"/],
      [['show', 'hook_1'], /There is no webhook with the id hook_1; "vitrine webhooks list"/],
      [['replay', 'hook_1'], /--message, --since or --undelivered/],
    ] as const) {
      const { code, stderr } = await webhooks(...args)
      assert.ok(code > 0)
      assert.match(stderr, message)
    }
  })
})

/** Sends a body that never ends. */
function sendForever(response: import('node:http').ServerResponse): void {
  const chunk = Buffer.alloc(65_536)
  const send = () => {
    while (!response.destroyed && response.write(chunk)) {}
  }
  response.on('drain', send).on('error', () => {})
  send()
}
