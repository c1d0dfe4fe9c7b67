import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { StatedProduct } from '../../../src/rights/agreements.ts'
import { catchUp } from '../../../src/search/indexer.ts'
import { ask, clientToken, signUp } from '../../support/customers.ts'
import { emptyLibrary, type Served, serve } from '../../support/library.ts'
import { addRecord } from '../../support/records.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const PRODUCTS: readonly StatedProduct[] = [
  { type: 'easyaccess', terms: { largestSize: 'small', families: ['creative'] } },
  { type: 'premiumaccess', terms: { period: 'monthly', limit: 5, families: ['creative'] } },
  { type: 'creditpack', terms: { credits: 10, collections: ['CRE'] } },
]
const ALL = 'download_product,download_sizes,largest_downloads,product_types'
/** Ids in the order in which records are added. */
const [CREATIVE, EDITORIAL, WITHOUT_FILE, CREDITS] = [100_000_001, 100_000_002, 100_000_003, 100_000_004]

describe('the download fields', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let caller: { key: string; token: string }
  /** The ids of the products, by type. */
  let ids: Readonly<Record<string, number>>

  before(async () => {
    const library = await emptyLibrary(lifetime)
    const size = { width: 3000, height: 2000 }
    await addRecord(library, { title: 'Harbour', collection: 'Other', size })
    await addRecord(library, { title: 'News', collection: 'Other', family: 'editorial', size })
    await addRecord(library, { title: 'Scan to come', collection: 'Other' })
    await addRecord(library, { title: 'For credits', collection: 'Credits', size })
    await library.db
      .updateTable('collection')
      .set({ brand: 'istockphoto' })
      .where('name', '=', 'Credits')
      .execute()
    const customer = await signUp(library, { products: PRODUCTS, abilities: ['large'] })
    const rows = await library.db.selectFrom('product').select(['id', 'type']).execute()
    ids = Object.fromEntries(rows.map(({ id, type }) => [type, id]))
    await catchUp(library)
    server = await serve(library)
    caller = { key: customer.key, token: await clientToken(server, customer) }
  })

  const send = (path: string) => ask(server, path, caller)
  const image = async (path: string) => {
    const { status, json } = await send(path)
    assert.equal(status, 200, JSON.stringify(json))
    return json.images[0]
  }
  const link = (type: string, more = '') => ({
    product_id: String(ids[type]),
    product_type: type,
    uri: `${server.http}/v3/downloads/images/${CREATIVE}?product_id=${ids[type]}${more}`,
    agreement_name: 'Agreement',
  })
  const file = { media_type: 'image/jpeg', bytes: 1000, height: 2000, width: 3000 }

  it('of metadata list the sizes that a product allows, largest first', async () => {
    const { download_product, download_sizes, largest_downloads, product_types } = await image(
      `/v3/images/${CREATIVE}?fields=${ALL}`,
    )
    assert.equal(download_product, 'premiumaccess', 'that of the largest size')
    assert.deepEqual(product_types, ['easyaccess', 'premiumaccess'])
    assert.deepEqual(
      download_sizes.map(({ name, width, dpi }: Record<string, unknown>) => [name, width, dpi]),
      [
        ['large', 3000, 300],
        ['medium', 2121, 300],
        ['small', 724, 72],
        ['x_small', 504, 72],
      ],
    )
    assert.ok(download_sizes.every((size: { downloads?: unknown }) => size.downloads === undefined))
    assert.deepEqual(largest_downloads, [
      { ...file, name: 'large', dpi: 300, downloads: [link('premiumaccess')].map(withHeight(2000)) },
    ])
  })

  it('of metadata link each size to the products that allow it', async () => {
    const { download_sizes } = await image(`/v3/images/${CREATIVE}?fields=downloads`)
    const small = download_sizes.find(({ name }: { name: string }) => name === 'small')
    assert.deepEqual(
      small.downloads,
      [link('easyaccess'), link('premiumaccess')].map(withHeight(small.height)),
    )
    const counts = download_sizes.map(({ downloads }: { downloads: unknown[] }) => downloads.length)
    assert.deepEqual(counts, [1, 1, 2, 2], 'also those below the largest that it allows')
  })

  it('of a search have the largest size of each product, flat and nested', async () => {
    const { largest_downloads, download_sizes } = await image(
      '/v3/search/images/creative?phrase=harbour&fields=largest_downloads,download_sizes',
    )
    const [premium, easy] = largest_downloads
    assert.deepEqual(premium, { ...file, downloads: [link('premiumaccess')], ...link('premiumaccess') })
    assert.deepEqual([easy.product_type, easy.width], ['easyaccess', 724])
    assert.equal(download_sizes.length, 4)
  })

  it('lead to the download that they describe', async () => {
    const { download_sizes } = await image(`/v3/images/${CREATIVE}?fields=downloads`)
    const [{ uri }] = download_sizes[0].downloads
    const { status, json } = await ask(server, uri.slice(server.http.length), { ...caller, method: 'POST' })
    assert.deepEqual([status, json.ErrorCode], [403, 'UserTokenRequired'], 'the address is right')
  })

  for (const [what, id, types] of [
    ['no product covers', EDITORIAL, []],
    ['has no file', WITHOUT_FILE, ['easyaccess', 'premiumaccess']],
  ] as const)
    it(`are empty for an image that ${what}`, async () => {
      const { id: _, ...fields } = await image(`/v3/images/${id}?fields=${ALL}`)
      const none = { download_product: null, download_sizes: [], largest_downloads: [] }
      assert.deepEqual(fields, { ...none, product_types: types })
    })

  it('name the collection of the brand istockphoto', async () => {
    const collections = `/v3/images?ids=${CREDITS},${CREATIVE}&fields=istock_collection`
    const { json } = await send(collections)
    assert.deepEqual(
      json.images.map((it: { istock_collection: string | null }) => it.istock_collection),
      ['Credits', null],
    )
  })

  it('do not name credit packs where typed clients cannot read them', async () => {
    const { product_types, largest_downloads } = await image(`/v3/images/${CREDITS}?fields=${ALL}`)
    assert.deepEqual(product_types, ['easyaccess', 'premiumaccess'])
    assert.equal(largest_downloads[0].downloads.length, 2)
  })

  it('belong to detail_set of metadata', async () => {
    assert.ok('download_sizes' in (await image(`/v3/images/${CREATIVE}?fields=detail_set`)))
    assert.ok(!('download_sizes' in (await image('/v3/search/images?fields=detail_set'))))
  })

  it('do not include downloads in a search', async () => {
    const { status, json } = await send('/v3/search/images?fields=downloads')
    assert.deepEqual([status, json.ErrorCode], [400, 'InvalidParameterValue'])
  })

  it('need a token', async () => {
    const without = (fields: string) => server.get(`/v3/images/${CREATIVE}?fields=${fields}`)
    for (const fields of ['download_sizes', 'title,largest_downloads', 'title,downloads'])
      assert.equal((await without(fields)).status, 401, fields)
    const { json } = await without('title,download_sizes,product_types')
    assert.deepEqual(json.images, [{ id: String(CREATIVE), product_types: [], title: 'Harbour' }])
  })

  const FILTERS = () => ({
    easyaccess: 3,
    PremiumAccess: 3,
    [`easyaccess:${ids.easyaccess}`]: 3,
    [`easyaccess:${ids.premiumaccess}`]: 0,
    editorialsubscription: 0,
  })
  it('have a filter, which finds what a product covers', async () => {
    for (const [product, total] of Object.entries(FILTERS())) {
      const { json } = await send(`/v3/search/images?download_product=${product}`)
      assert.equal(json.result_count, total, product)
    }
    const { json } = await server.get('/v3/search/images?download_product=editorialsubscription')
    assert.equal(json.result_count, 4, 'without a token it has no effect')
  })

  it('go along with clean display sizes of what is covered, and only of that', async () => {
    const isMarked = async (path: string) =>
      Object.fromEntries(
        (await image(path)).display_sizes.map((it: { name: string; is_watermarked: boolean }) => [
          it.name,
          it.is_watermarked,
        ]),
      )
    const sizes = ['comp', 'comp_webp', 'high_res_comp', 'high_res_comp_webp', 'mid_res_comp']
    const all = [...sizes, 'mid_res_comp_webp', 'preview', 'thumb']
    const covered = await isMarked(`/v3/images/${CREATIVE}?fields=display_set`)
    assert.deepEqual(covered, Object.fromEntries(all.map((name) => [name, false])))
    const other = await isMarked(`/v3/images/${EDITORIAL}?fields=display_set`)
    assert.deepEqual(other, Object.fromEntries(all.map((name) => [name, name !== 'thumb'])))
  })
})

const withHeight =
  (height: number) =>
  (link: { uri: string }): object => ({ ...link, uri: `${link.uri}&height=${height}` })
