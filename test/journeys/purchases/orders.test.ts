import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { ask, clientToken, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { download } from '../../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { ingestRecords, lines } from '../../support/manifests.ts'
import { writePicture } from '../../support/pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const LAKE = '100000001'
const ABILITIES = ['purchases', 'orders'] as const
const PRODUCTS = [{ type: 'creditpack', terms: { credits: 100 } }] as const
const ASSETS = [
  { id: 'p1', title: 'One' },
  { id: 'p2', title: 'Two' },
]
const ORDER = {
  kind: 'order',
  id: '1001',
  customer: 'NORTHERN press',
  user: 'user@northern-press.example',
  order_date: '2026-05-31T12:00:00Z',
  invoice_number: '2026-17',
  end_client: 'Example Press',
  licensee_name: 'Northern Press',
  ordered_by: 'Ada Example',
  project_title: 'Spring campaign',
  purchase_order_number: 'PO-17',
  license_model: 'rightsmanaged',
  size_name: 'xx_large',
  assets: ['p2', LAKE],
}
const THEIRS = {
  kind: 'order',
  id: '2001',
  customer: 'southern-press',
  order_date: '2026-04-01',
  assets: 'p1',
}

describe('orders', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let folder: string
  let server: Served
  let press: TestCustomer
  let other: TestCustomer
  let plain: TestCustomer

  const ingest = async (...records: object[]) => {
    await writeFile(join(folder, 'shop.jsonl'), lines(...records))
    return ingestRecords(library, join(folder, 'shop.jsonl'))
  }
  const send = async (path: string, customer = press) =>
    ask(server, path, { key: customer.key, token: await userToken(server, customer) })
  const purchasesOf = async (query = '', customer = press) => {
    const { status, json } = await send(`/v3/purchased-assets${query}`, customer)
    if (status !== 200) return `${status} ${json.ErrorCode}`
    return json.previous_purchases.map((it: { asset_id: string; order_id: string }) => [
      it.asset_id,
      it.order_id,
    ])
  }

  before(async () => {
    folder = await temporaryFolder(lifetime)
    await writePicture(folder, 'lake.jpg', { title: 'Lake' })
    library = { ...(await emptyLibrary(lifetime)), now: () => new Date('2026-06-01T12:00:00Z') }
    await ingestAndIndex(library, folder)
    press = await signUp(library, { products: PRODUCTS, abilities: ABILITIES })
    other = await signUp(library, { name: 'Southern Press', abilities: [...ABILITIES, 'company'] })
    plain = await signUp(library, { name: 'Plain Press' })
    server = await serve(library)
  })

  it('are ingested from manifests and updated like other records', async () => {
    await ingest(...ASSETS)
    const outcomesOf = async (...records: object[]) => (await ingest(...records)).outcomes.map(({ is }) => is)
    assert.deepEqual(
      await outcomesOf(...ASSETS, { ...ORDER, invoice_number: 'old', assets: ['p1'] }, THEIRS),
      ['unchanged', 'unchanged', 'added', 'added'],
    )
    assert.deepEqual(await outcomesOf(ORDER), ['updated'])
    assert.deepEqual(await outcomesOf(ORDER), ['unchanged'])
  })

  const WRONG: readonly (readonly [object, string, RegExp])[] = [
    [{ customer: 'Nobody' }, 'customer', /There is no customer 'Nobody'/],
    [{ user: 'user@southern-press.example' }, 'user', /The customer has no user/],
    [{ assets: ['p1', 'p9'] }, 'assets', /There is no asset with the id p9/],
    [{ assets: [] }, 'assets', /It is missing/],
    [{ order_date: null }, 'order_date', /It is missing/],
    [{ order_date: 'soon' }, 'order_date', /not a date/],
    [{ license_model: 'free' }, 'license_model', /royaltyfree/],
  ]
  for (const [change, field, reason] of WRONG)
    it(`are refused for ${JSON.stringify(change)}`, async () => {
      const [outcome] = (await ingest({ ...ORDER, id: '3001', ...change })).outcomes
      assert.partialDeepStrictEqual(outcome, { is: 'refused', field, id: '3001' })
      assert.match((outcome as unknown as { reason: string }).reason, reason)
    })

  it('are shown to their customer only', async () => {
    const { status, json } = await send('/v3/orders/1001')
    assert.equal(status, 200)
    assert.deepEqual(json, {
      id: '1001',
      invoice_number: '2026-17',
      order_date: '2026-05-31T12:00:00Z',
      end_client: 'Example Press',
      notes: {
        licensee_name: 'Northern Press',
        ordered_by: 'Ada Example',
        project_title: 'Spring campaign',
        purchase_order_number: 'PO-17',
      },
      assets: [{ id: '100000003' }, { id: LAKE }],
    })
    for (const [id, customer, expected] of [
      ['1001', other, '404 OrderNotFound'],
      ['9999', press, '404 OrderNotFound'],
      ['1001', plain, '403 NoAccessToOrderMetadata'],
    ] as const) {
      const answer = await send(`/v3/orders/${id}`, customer)
      assert.equal(`${answer.status} ${answer.json.ErrorCode}`, expected)
    }
  })

  it('list their assets among the purchased ones, with what was paid with credits', async () => {
    const token = await userToken(server, press)
    assert.equal((await download({ server, customer: press, token }, Number(LAKE))).status, 200)
    assert.deepEqual(await purchasesOf(), [
      [LAKE, null],
      ['100000003', '1001'],
      [LAKE, '1001'],
    ])
    const { json } = await send('/v3/purchased-assets?page=3&page_size=1')
    assert.equal(json.result_count, 3)
    const [{ thumb_uri: thumb, ...bought }] = json.previous_purchases
    assert.deepEqual(bought, {
      asset_id: LAKE,
      asset_type: 'image',
      date_purchased: '2026-05-31T12:00:00Z',
      download_uri: `${server.http}/v3/downloads/images/${LAKE}`,
      file_size_in_bytes: null,
      license_model: 'rightsmanaged',
      order_id: '1001',
      purchased_by: 'Ada Example',
      size_name: 'xx_large',
    })
    assert.equal((await fetch(thumb)).status, 200)
  })

  const LISTS = [
    [
      '?date_to=2026-05-31',
      [
        ['100000003', '1001'],
        [LAKE, '1001'],
      ],
    ],
    ['?date_from=2026-06-01', [[LAKE, null]]],
    ['?page=0', '400 PageNumberLessThanOne'],
    ['?page=4&page_size=1', '400 InvalidPage'],
    ['?page_size=101', '400 InvalidParameterValue'],
    ['?company_purchases=true', '403 InsufficientPermissions'],
  ] as const
  for (const [query, expected] of LISTS)
    it(`list with "${query}" what belongs there`, async () => {
      assert.deepEqual(await purchasesOf(query), expected)
    })

  it('without a user are listed for the company alone', async () => {
    assert.deepEqual(await purchasesOf('', other), [])
    assert.deepEqual(await purchasesOf('?company_purchases=true', other), [['100000002', '2001']])
    assert.equal(await purchasesOf('', plain), '403 InsufficientPermissions')
    const token = await clientToken(server, press)
    const { status, json } = await ask(server, '/v3/purchased-assets', { key: press.key, token })
    assert.deepEqual([status, json.ErrorCode], [403, 'UnauthorizedToAccessResource'])
  })
})
