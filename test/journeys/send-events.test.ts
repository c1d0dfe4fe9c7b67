import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { command } from '../support/command.ts'
import { ask, clientToken, signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { ingestRecords, lines, world } from '../support/manifests.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const PATH = '/v3/asset-management/assets/send-events'
const SENT = {
  kind: 'send_event',
  customer: 'Northern Press',
  asset: 'p1',
  email_address: 'desk@northern.example',
  timestamp: '2026-05-31T12:00:00.700Z',
}
const ASSETS = [
  { id: 'p1', title: 'One' },
  { id: 'p2', title: 'Two' },
]
/** In no particular order; two are of one second. */
const EVENTS = [
  { ...SENT, id: '3', asset: '100000002', timestamp: '2026-06-02T08:00:00+02:00' },
  { ...SENT, id: '1' },
  { ...SENT, id: '2', asset: 'p2', timestamp: '2026-05-31T12:00:00.900Z' },
  { ...SENT, id: '4', customer: 'southern-press', timestamp: '2026-06-01' },
]

describe('send events', () => {
  const t = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let press: TestCustomer
  let other: TestCustomer
  let write: Awaited<ReturnType<typeof world>>['write']

  const ingest = async (...records: object[]) =>
    (await ingestRecords(library, await write('sent.jsonl', lines(...records)))).outcomes

  before(async () => {
    ;({ library, write } = await world(t))
    press = await signUp(library)
    other = await signUp(library, { name: 'Southern Press' })
    server = await serve(library)
  })

  const listed = async (query = '', customer = press) => {
    const token = await clientToken(server, customer)
    const { status, json } = await ask(server, `${PATH}${query}`, { key: customer.key, token })
    if (status !== 200) return `${status} ${json.ErrorCode}`
    return [json.asset_send_events.map(({ asset_id: id }: { asset_id: string }) => id), json.last_offset]
  }
  const [ONE, TWO] = ['100000001', '100000002']

  it('are ingested from manifests, and replaced when they change', async () => {
    const outcomes = async (...records: object[]) => (await ingest(...records)).map(({ is }) => is)
    const old = { ...EVENTS[1], asset: 'p2', email_address: 'old@northern.example' }
    assert.deepEqual(await outcomes(...ASSETS, old), ['added', 'added', 'added'])
    assert.deepEqual(await outcomes(...EVENTS), ['added', 'updated', 'added', 'added'])
    assert.deepEqual(await outcomes(...EVENTS), Array(4).fill('unchanged'))
  })

  it('are listed to their customer alone, earliest first', async () => {
    const token = await userToken(server, press)
    const { json } = await ask(server, PATH, { key: press.key, token })
    const mail = { email_address: 'desk@northern.example' }
    assert.deepEqual(json, {
      last_offset: '2026-06-02T06:00:00Z',
      asset_send_events: [
        { asset_id: ONE, ...mail, timestamp: '2026-05-31T12:00:00Z' },
        { asset_id: TWO, ...mail, timestamp: '2026-05-31T12:00:00Z' },
        { asset_id: TWO, ...mail, timestamp: '2026-06-02T06:00:00Z' },
      ],
    })
    assert.deepEqual(await listed('', other), [[ONE], '2026-06-01T00:00:00Z'])
  })

  const PAGES = [
    ['?event_count=2', [[ONE, TWO], '2026-05-31T12:00:00Z']],
    // A second is not split.
    ['?event_count=1', [[ONE, TWO], '2026-05-31T12:00:00Z']],
    ['?last_offset=2026-05-31T12:00:00Z&event_count=1', [[TWO], '2026-06-02T06:00:00Z']],
    ['?last_offset=2026-06-02T06:00:00Z', [[], '2026-06-02T06:00:00Z']],
    ['?event_count=0', '400 EventCountOutOfRange'],
    ['?event_count=101', '400 EventCountOutOfRange'],
  ] as const
  for (const [query, expected] of PAGES)
    it(`continue with "${query}"`, async () => assert.deepEqual(await listed(query), expected))

  it('leave for the next request what does not fit without splitting a second', async () => {
    await ingest({ ...SENT, id: '0', timestamp: '2026-05-30' })
    assert.deepEqual(await listed('?event_count=2'), [[ONE], '2026-05-30T00:00:00Z'])
  })

  it('need an access token', async () => {
    const { status, json } = await ask(server, PATH, { key: press.key })
    assert.deepEqual([status, json.ErrorCode], [401, 'AuthorizationTokenRequired'])
  })

  const WRONG: readonly (readonly [object, string, RegExp])[] = [
    [{ customer: 'Nobody' }, 'customer', /There is no customer 'Nobody'/],
    [{ asset: 'p9' }, 'asset', /There is no asset with the id p9/],
    [{ email_address: 'desk' }, 'email_address', /must be an e-mail address/],
    [{ email_address: null }, 'email_address', /It is missing/],
    [{ timestamp: 'soon' }, 'timestamp', /not a date/],
    [{ timestamp: null }, 'timestamp', /It is missing/],
  ]
  for (const [change, field, reason] of WRONG)
    it(`are refused for ${JSON.stringify(change)}`, async () => {
      const [outcome] = await ingest({ ...SENT, id: 'wrong', ...change })
      assert.partialDeepStrictEqual(outcome, { is: 'refused', field, id: 'wrong' })
      assert.match((outcome as unknown as { reason: string }).reason, reason)
    })

  it('are planned with the assets that the same manifest adds', async () => {
    const data = ['--data', library.config.data]
    const manifest = await write(
      'plan.jsonl',
      lines(
        { id: 'new', title: 'New' },
        { ...SENT, id: '8', asset: 'new' },
        { ...SENT, id: '9', asset: 'none' },
      ),
    )
    const { stdout } = await command(['ingest', manifest, '--plan', ...data])
    assert.match(stdout, /added .*plan\.jsonl:2 \(8\)/)
    assert.match(stdout, /refused .*plan\.jsonl:3 \(9\): asset: There is no asset with the id none/)
    assert.deepEqual(await listed('?last_offset=2026-06-02T06:00:00Z'), [[], '2026-06-02T06:00:00Z'])
  })
})
