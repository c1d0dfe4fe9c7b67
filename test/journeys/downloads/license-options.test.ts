import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { withdrawAsset } from '../../../src/catalogue/asset-lifecycle.ts'
import { ask, clientToken, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { get, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { addRecord } from '../../support/records.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const SECONDS = 600

describe('what a user may license of an image', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let customer: TestCustomer
  let token: string
  let noFile: number

  before(async () => {
    const pictures = {
      '1.png': { title: 'A lake', width: 1200, height: 800, format: 'png' },
      '2.jpg': { title: 'Withdrawn', width: 600, height: 400 },
    } as const
    library = await libraryOfPictures(lifetime, pictures, { repeatWindowSeconds: SECONDS })
    noFile = await addRecord(library, { title: 'No file' })
    customer = await signUp(library, {
      products: [
        { type: 'creditpack', terms: { credits: 20 } },
        { type: 'easyaccess', terms: { largestSize: 'small' } },
        { type: 'editorialsubscription', terms: {} },
      ],
    })
    server = await serve(library)
    token = await userToken(server, customer)
  })

  const options = async (id: number | string = 100000001) =>
    ask(server, `/v1/images/${id}/license-options`, { ...customer, token })
  const history = async () => (await ask(server, '/v1/downloads', { ...customer, token })).json

  it('is each size with the products that allow it and its price, and the clause of each other product', async () => {
    const { status, json, headers } = await options()
    assert.equal(status, 200)
    assert.equal(headers.get('cache-control'), 'no-store')
    const [credits, access, editorial] = json.products
    assert.deepEqual(
      json.products.map((it: { product_type: string; clause: string | null }) => [
        it.product_type,
        it.clause,
      ]),
      [
        ['creditpack', null],
        ['easyaccess', null],
        ['editorialsubscription', 'family'],
      ],
    )
    assert.equal(editorial.agreement_name, 'Agreement')
    const shown = json.sizes.map((it: Record<string, unknown> & { products: Record<string, unknown>[] }) => [
      it.name,
      it.file_type,
      it.width,
      it.is_original,
      it.bytes === null,
      it.products.map(({ product_id, credits }) => [product_id, credits]),
    ])
    assert.deepEqual(shown, [
      ['medium', 'png', 1200, true, false, [[credits.product_id, 4]]],
      ['medium', 'jpg', 1200, false, true, [[credits.product_id, 4]]],
      [
        'small',
        'jpg',
        724,
        false,
        true,
        [
          [credits.product_id, 2],
          [access.product_id, 0],
        ],
      ],
      [
        'x_small',
        'jpg',
        504,
        false,
        true,
        [
          [credits.product_id, 1],
          [access.product_id, 0],
        ],
      ],
    ])
  })

  it('leads to exactly the file that it describes, which is then free for a while', async () => {
    for (const index of [0, 1, 3]) {
      const size = (await options()).json.sizes[index]
      const [priced] = size.products
      assert.equal(priced.free_until, null)
      const { pathname, search } = new URL(priced.uri)
      const path = `${pathname}${search}&auto_download=false`
      const { json } = await ask(server, path, { ...customer, token, method: 'POST' })
      assert.match(new URL(json.uri).pathname, new RegExp(`\\.${size.file_type}$`))
      const after = (await options()).json.sizes[index].products[0]
      const [latest] = (await history()).downloads
      assert.equal(latest.size_name, size.name)
      assert.equal(latest.credits, priced.credits)
      assert.equal(Date.parse(after.free_until) - Date.parse(latest.downloaded_at), SECONDS * 1000)
      assert.equal(latest.free_until, after.free_until)
      const file = await get(latest.file_uri)
      assert.equal(file.status, 200)
      assert.match(file.headers.get('content-type')!, size.file_type === 'png' ? /png/ : /jpeg/)
    }
    const free = (await options()).json.sizes.map((it: { products: { free_until: string | null }[] }) =>
      it.products.map(({ free_until }) => free_until !== null),
    )
    assert.deepEqual(free, [[true], [true], [false, false], [true, false]])
  })

  it('is charged again after the window, of which the history tells', async () => {
    await library.db
      .updateTable('download')
      .set((eb) => ({ atMs: eb('atMs', '-', SECONDS * 1000) }))
      .execute()
    const { json } = await options()
    assert.ok(
      json.sizes.every((it: { products: { free_until: string | null }[] }) =>
        it.products.every(({ free_until }) => free_until === null),
      ),
    )
    const { result_count, downloads } = await history()
    assert.equal(result_count, 3)
    assert.deepEqual([downloads[0].free_until, downloads[0].file_uri], [null, null])
    assert.match((await get(downloads[0].receipt_uri)).text, /<h1>Receipt<\/h1>/)
  })

  it('is nothing of an image that has no file yet, by no fault of a product', async () => {
    const { json } = await options(noFile)
    assert.deepEqual(json.sizes, [])
    assert.deepEqual(
      json.products.map(({ clause }: { clause: string | null }) => clause),
      [null, null, 'family'],
    )
  })

  it('is for users, about images that they may see', async () => {
    assert.equal((await options(999999999)).status, 404)
    assert.equal((await options('x')).status, 404)
    const id = 100000002
    await library.db.transaction().execute((tx) => withdrawAsset(tx, id, library.now()))
    const { status, json } = await options(id)
    assert.deepEqual([status, json.code], [404, 'ImageNotFound'])
    for (const path of ['/v1/images/100000001/license-options', '/v1/downloads']) {
      assert.equal((await ask(server, path, customer)).status, 401)
      const asClient = await ask(server, path, { ...customer, token: await clientToken(server, customer) })
      assert.equal(asClient.status, 403)
    }
    const beyond = await ask(server, '/v1/downloads?page=9', { ...customer, token })
    assert.deepEqual([beyond.status, beyond.json.code], [400, 'InvalidPage'])
  })

  it('stays in the history without its picture when that is withdrawn', async () => {
    await library.db.transaction().execute((tx) => withdrawAsset(tx, 100000001, library.now()))
    const [latest] = (await history()).downloads
    assert.deepEqual([latest.title, latest.thumb_uri, latest.file_uri], [null, null, null])
    assert.equal(latest.asset_id, '100000001')
    assert.equal((await get(latest.receipt_uri)).status, 200)
  })
})
