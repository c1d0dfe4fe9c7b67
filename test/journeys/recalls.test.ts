import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { addEndpoint } from '../../src/webhooks/endpoints.ts'
import { type ChangeReader, changeReader } from '../support/changes.ts'
import { command } from '../support/command.ts'
import { ask, type TestCustomer, userToken } from '../support/customers.ts'
import { download, FIRST_ID, writeSmallPictures } from '../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { type Received, startReceiver } from '../support/receiver.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { until } from '../support/until.ts'

const [RECALLED, OTHER, ORDERED] = [FIRST_ID, FIRST_ID + 1, FIRST_ID + 3]
const REASON = 'The release of a person was withdrawn.'

describe('a recall', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  /** North and south have downloaded the asset, east another one. */
  let [north, south, east]: ChangeReader[] = []
  let receipts: string[]

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writeSmallPictures(folder, 4)
    library = await emptyLibrary(lifetime, { callableNetworks: ['127.0.0.0/8'] })
    await ingestAndIndex(library, folder)
    server = await serve(library)
    const readers = ['North', 'South', 'East'].map((name) => changeReader(library, server, { name }))
    ;[north, south, east] = await Promise.all(readers)
    receipts = await Promise.all([
      take(north!.customer, RECALLED),
      take(south!.customer, RECALLED),
      take(east!.customer, OTHER),
    ])
    const token = await userToken(server, north!.customer)
    assert.equal((await download({ server, customer: north!.customer, token }, OTHER + 1)).status, 200)
    await north!.readAll(1)
  })

  async function take(customer: TestCustomer, assetId: number, downloads = 1): Promise<string> {
    const token = await userToken(server, customer)
    const { status, json } = await download({ server, customer, token }, assetId)
    assert.equal(status, 200, JSON.stringify(json))
    const { json: history } = await ask(server, '/v3/downloads', { key: customer.key, token })
    assert.equal(history.result_count, downloads)
    return new URL(json.uri).pathname.split('/')[2]!
  }
  const vitrine = async (...args: string[]) => {
    const { code, stdout, stderr } = await command([...args, '--data', library.config.data])
    assert.equal(code, 0, stderr)
    return stdout
  }
  const reportOf = async (id: number) => JSON.parse(await vitrine('recalls', 'show', String(id), '--json'))
  const recallsOf = ({ customer: { key } }: ChangeReader) => ask(server, '/v1/recalls', { key })
  const acknowledge = (
    { customer: { key } }: ChangeReader,
    id: number | string,
    body: object | null = null,
  ) =>
    ask(server, `/v1/recalls/${id}/acknowledgement`, {
      key,
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })

  it('withdraws the asset and lists every customer who downloaded it, with users, sizes and receipts', async () => {
    const text = await vitrine('assets', 'recall', String(RECALLED), '--reason', REASON)
    assert.match(text, new RegExp(`^Recall 1 of asset ${RECALLED}, .*\nReason: ${REASON}\n`))
    assert.match(text, /^North +1 +0 +- +- +- +-$/m)
    assert.match(
      text,
      new RegExp(`^South +user@south\\.example +\\S+ \\S+ +\\S+ +24 × 16 +png +${receipts[1]}$`, 'm'),
    )
    assert.doesNotMatch(text, /East/)
    assert.equal((await server.get(`/v3/images/${RECALLED}`)).status, 404)
    const report = await reportOf(1)
    assert.partialDeepStrictEqual(report, {
      recall: 1,
      asset_id: RECALLED,
      reason: REASON,
      customers: [
        {
          name: 'North',
          acknowledged: null,
          notices: [],
          downloads: [{ receipt: receipts[0], user: 'user@north.example', width: 24, height: 16 }],
        },
        { name: 'South', downloads: [{ receipt: receipts[1] }] },
      ],
    })
    assert.equal(report.customers.length, 2)
  })

  it('that is repeated is the same recall', async () => {
    const again = ['assets', 'recall', String(RECALLED), '--reason', 'Another', '--data', library.config.data]
    const { code, stdout, stderr } = await command(again)
    assert.deepEqual([code, stderr], [0, 'It was already recalled; recall 1 is unchanged.\n'])
    assert.match(stdout, new RegExp(REASON))
  })

  it('reaches a customer in its change set, and another that asks for its recalls', async () => {
    const [change] = await north!.readAll(1)
    assert.partialDeepStrictEqual(change, { id: String(RECALLED), asset_lifecycle: 'Delete' })
    const { status, json } = await recallsOf(south!)
    assert.equal(status, 200)
    assert.partialDeepStrictEqual(json, {
      result_count: 1,
      recalls: [
        {
          id: 1,
          asset_id: String(RECALLED),
          reason: REASON,
          date_acknowledged: null,
          downloads: [{ receipt_id: receipts[1], username: 'user@south.example', width: 24 }],
        },
      ],
    })
    assert.equal(json.recalls[0].downloads.length, 1)
    assert.deepEqual((await recallsOf(east!)).json, { result_count: 0, recalls: [] })
    const { customers } = await reportOf(1)
    const [first, second] = customers
    assert.partialDeepStrictEqual(first.notices, [{ way: 'change set', receiver: north!.customer.clientId }])
    assert.partialDeepStrictEqual(second.notices, [{ way: 'request', receiver: south!.customer.clientId }])
  })

  it('reaches a webhook of the customer, whose delivery is in the report', async (t) => {
    const receiver = await startReceiver(t)
    const customerId = north!.customer.id
    const asked = { url: receiver.url, customerId, types: ['asset.recalled'], now: library.now() } as const
    const { id } = await library.db.transaction().execute((tx) => addEndpoint(tx, asked))
    await vitrine('assets', 'recall', String(OTHER + 1), '--reason', 'Wrong person')
    const [{ json }] = (await receiver.waitFor('asset.recalled')) as [Received]
    assert.partialDeepStrictEqual(json.data, { recall_id: '2', reason: 'Wrong person' })
    const { customers } = await until(
      () => reportOf(2),
      (report) => report.customers[0].notices.length > 0,
      5000,
    )
    assert.partialDeepStrictEqual(customers[0].notices, [{ way: 'webhook', receiver: id }])
  })

  it('is acknowledged once by a key of the customer, with the same response to a repetition', async () => {
    const first = await acknowledge(north!, 1, { note: '=Removed from our site' })
    assert.equal(first.status, 200)
    assert.partialDeepStrictEqual(first.json, { id: 1, note: '=Removed from our site' })
    assert.ok(Math.abs(Date.parse(first.json.date_acknowledged) - Date.now()) < 60_000)
    const again = await acknowledge(north!, 1, { note: 'Another note' })
    assert.deepEqual([again.status, again.json], [200, first.json])
    const { customers } = await reportOf(1)
    assert.partialDeepStrictEqual(customers[0], {
      acknowledged_by: north!.customer.clientId,
      note: '=Removed from our site',
    })
  })

  it('is acknowledged by the owner for a customer', async () => {
    const text = await vitrine('recalls', 'acknowledge', '1', 'South', '--note', 'By telephone')
    assert.match(text, /^South .* owner +By telephone$/m)
    const { json } = await recallsOf(south!)
    assert.equal(json.recalls[0].note, 'By telephone')
  })

  it('is listed and reported as a table, CSV and JSON', async () => {
    const listed = await vitrine('recalls', 'list')
    assert.match(listed, new RegExp(`^1 +${RECALLED} +\\S+ \\S+ +2 +2 +2 +${REASON}$`, 'm'))
    const [, line] = (await vitrine('recalls', 'list', '--json')).split('\n')
    assert.partialDeepStrictEqual(JSON.parse(line!), {
      recall: 1,
      customers: 2,
      notified: 2,
      acknowledged: 2,
    })
    const csv = await vitrine('recalls', 'list', '--csv')
    assert.match(csv, /^recall,asset_id,title,reason,recalled,customers,notified,acknowledged\n2,/)
    const rows = (await vitrine('recalls', 'show', '1', '--csv')).trimEnd().split('\n')
    assert.equal(rows.length, 3)
    assert.match(rows[1]!, /^1,100000001,North,[^,]+,change set,[^,]+,[^,]+,'=Removed from our site,/)
  })

  it('refuses what is wrong, with a code', async () => {
    const refusals = [
      [await acknowledge(east!, 1), 403, 'RecallNotConcerned'],
      [await acknowledge(east!, 99), 404, 'RecallNotFound'],
      [await acknowledge(east!, 'first'), 400, 'InvalidParameterValue'],
      [await acknowledge(north!, 1, { note: 'x'.repeat(2001) }), 400, 'InvalidParameterValue'],
      [await ask(server, '/v1/recalls', { key: server.key }), 403, 'UnauthorizedToAccessResource'],
    ] as const
    for (const [{ status, json }, expected, code] of refusals)
      assert.deepEqual([status, json.code], [expected, code], JSON.stringify(json))
    for (const [args, message] of [
      [['assets', 'recall', String(OTHER), '--reason', ' '], /reason/],
      [['assets', 'recall', '1', '--reason', 'x'], /no asset/i],
      [['recalls', 'show', '99'], /There is no recall 99/],
      [['recalls', 'acknowledge', '1', 'East'], /does not concern/],
    ] as const) {
      const { code, stderr } = await command([...args, '--data', library.config.data])
      assert.notEqual(code, 0)
      assert.match(stderr, message)
    }
  })

  it('of an asset that was restored is another one', async () => {
    await north!.readAll(1)
    await vitrine('assets', 'restore', String(RECALLED))
    assert.deepEqual(
      (await north!.readAll(1)).map((it) => it.asset_lifecycle),
      ['New'],
    )
    const text = await vitrine('assets', 'recall', String(RECALLED), '--reason', 'Again')
    assert.match(text, /^Recall 3 /)
    assert.equal((await recallsOf(north!)).json.result_count, 3)
  })

  it('also concerns customers who ordered the asset, whether they downloaded it or not', async (t) => {
    await take(south!.customer, ORDERED, 2)
    const manifest = join(await temporaryFolder(t), 'orders.jsonl')
    const order = { kind: 'order', assets: [String(ORDERED)], order_date: '2026-05-31', size_name: 'large' }
    const ofSouth = { ...order, id: '1001', customer: 'South', user: south!.customer.username }
    await writeFile(manifest, lines(ofSouth, { ...order, id: '1002', customer: 'East' }))
    await ingestRecords(library, manifest)
    const text = await vitrine('assets', 'recall', String(ORDERED), '--reason', REASON)
    assert.match(text, /^East +0 +1 +- /m)
    assert.match(text, /^South +1 +1 +- /m)
    assert.match(text, /^South +user@south\.example +2026-05-31 00:00 +large +1001$/m)
    const [east_, south_] = (await reportOf(4)).customers
    assert.deepEqual(east_.orders, [
      { order: '1002', time: '2026-05-31T00:00:00.000Z', user: null, size: 'large' },
    ])
    assert.deepEqual([south_.orders.length, south_.downloads.length, east_.downloads], [1, 1, []])
    const csv = (await vitrine('recalls', 'show', '4', '--csv')).trimEnd().split('\n')
    assert.equal(csv.length, 4)
    assert.match(csv[1]!, /^4,100000004,East,,,,,,,1002,2026-05-31T00:00:00.000Z,,large,,,$/)
    const { json } = await recallsOf(east!)
    assert.partialDeepStrictEqual(json.recalls[0], {
      downloads: [],
      orders: [
        { order_id: '1002', date_ordered: '2026-05-31T00:00:00Z', username: null, size_name: 'large' },
      ],
    })
    assert.equal((await acknowledge(east!, 4)).status, 200)
    assert.deepEqual((await acknowledge(north!, 4)).json.code, 'RecallNotConcerned')
    const late = { ...order, id: '1003', customer: 'North' }
    await writeFile(manifest, lines(late, { ...late, id: '1004', order_date: '2999-01-01' }))
    await ingestRecords(library, manifest)
    const { customers } = await reportOf(4)
    assert.deepEqual(
      customers.map(({ name, orders }: { name: string; orders: object[] }) => [name, orders.length]),
      [
        ['East', 1],
        ['North', 1],
        ['South', 1],
      ],
      'an order that was recorded after the recall counts, unless it was made after that',
    )
    assert.equal((await acknowledge(north!, 4)).status, 200)
  })

  it('reaches a webhook of a customer whose order is recorded only afterwards, but not the owner again', async (t) => {
    const [ofEast, ofOwner] = [await startReceiver(t), await startReceiver(t)]
    for (const [url, customerId] of [
      [ofEast.url, east!.customer.id],
      [ofOwner.url, null],
    ] as const)
      await library.db
        .transaction()
        .execute((tx) => addEndpoint(tx, { url, customerId, types: ['asset.recalled'], now: library.now() }))
    const manifest = join(await temporaryFolder(t), 'orders.jsonl')
    const order = { kind: 'order', id: '1005', customer: 'East', assets: [String(RECALLED)] }
    await writeFile(manifest, lines({ ...order, order_date: '2026-05-31' }))
    await ingestRecords(library, manifest)
    await ingestRecords(library, manifest)
    const told = (await ofEast.waitFor('asset.recalled', 2)).map(({ json }) => json.data)
    assert.deepEqual(
      told.sort((a, b) => a.recall_id - b.recall_id),
      [
        { recall_id: '1', asset_id: String(RECALLED), reason: REASON },
        { recall_id: '3', asset_id: String(RECALLED), reason: 'Again' },
      ],
    )
    await vitrine('assets', 'recall', String(OTHER), '--reason', 'Of another asset')
    await ofOwner.waitFor('asset.recalled')
    assert.deepEqual(
      ofOwner.received.map(({ json }) => json.data.reason),
      ['Of another asset'],
    )
  })
})
