import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import type { StatedProduct } from '../../../src/rights/agreements.ts'
import { catchUp } from '../../../src/search/indexer.ts'
import { ask, clientToken, signUp, type TestCustomer } from '../../support/customers.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { addRecord } from '../../support/records.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const START_MS = Date.UTC(2026, 4, 1, 12)
const MINUTE_MS = 60_000

const RECORDS = [
  { title: 'Harbour one', collection: 'Alpha', artist: 'Ada Example', series: 's', keywords: words('boat') },
  { title: 'Harbour two', collection: 'Beta', artist: 'Ada Example', series: 's', keywords: words('boat') },
  { title: 'Harbour three', collection: 'Gamma', artist: 'Bo Example', keywords: words('boat') },
  { title: 'Harbour news', collection: 'Alpha', family: 'editorial', artist: 'Bo Example' },
  { title: 'Harbour sold', collection: 'Gamma', licenseModel: 'royaltyfree', artist: 'Bo Example' },
] as const

function words(...texts: string[]) {
  return texts.map((text) => ({ text, type: 'Keyword' as const }))
}

const easyaccess = (terms: object): StatedProduct => ({
  type: 'easyaccess',
  terms: { largestSize: 'large', ...terms },
})

/** Customers of the library, and the titles that a search for "harbour" finds for each. */
const CUSTOMERS: Readonly<Record<string, { products: readonly StatedProduct[]; finds: readonly string[] }>> =
  {
    'with everything': {
      products: [easyaccess({})],
      finds: ['one', 'two', 'three', 'news', 'sold'],
    },
    'with one collection': { products: [easyaccess({ collections: ['ALP'] })], finds: ['one', 'news'] },
    'with two products': {
      products: [
        easyaccess({ collections: ['ALP'], families: ['creative'] }),
        easyaccess({ collections: ['BET'] }),
      ],
      finds: ['one', 'two'],
    },
    'with editorial only': {
      products: [{ type: 'editorialsubscription', terms: {} }],
      finds: ['news'],
    },
    'with royalty-free only': { products: [easyaccess({ licenseModels: ['royaltyfree'] })], finds: ['sold'] },
    'without a product': { products: [], finds: [] },
  }

/** One of the tests changes a record without an entry in the change log, as if the index had not followed it yet. */
const NO_RECORD_CACHE = { maxRecordCacheBytes: 0 }

describe('a search with an access token', () => {
  const lifetime = suiteLifetime()
  const clock = { ms: START_MS }
  const tokens = new Map<string, { key: string; token: string }>()
  let library: TestLibrary
  let server: Served
  let ending: { key: string; token: string }

  before(async () => {
    library = {
      ...(await emptyLibrary(lifetime, { responseCache: true, ...NO_RECORD_CACHE })),
      now: () => new Date(clock.ms),
    }
    for (const record of RECORDS) await addRecord(library, record)
    const customers = new Map<string, TestCustomer>()
    for (const [name, { products }] of Object.entries(CUSTOMERS))
      customers.set(name, await signUp(library, { name, products }))
    const products = [easyaccess({ collections: ['ALP'] })]
    const untilSoon = await signUp(library, {
      name: 'until soon',
      products,
      endsMs: START_MS + 5 * MINUTE_MS,
    })
    await catchUp(library)
    server = await serve(library)
    for (const [name, customer] of customers)
      tokens.set(name, { key: customer.key, token: await clientToken(server, customer) })
    ending = { key: untilSoon.key, token: await clientToken(server, untilSoon) }
  })

  const send = (name: string, path: string) => ask(server, path, tokens.get(name)!)
  const titlesOf = ({ json }: Awaited<ReturnType<typeof send>>): string[] => {
    const titles: string[] = json.images.map(({ title }: { title: string }) => title.replace('Harbour ', ''))
    assert.equal(json.result_count, titles.length, 'the total is that of what is found')
    return titles.toSorted()
  }

  it('finds what the customer may license, twice in a row, and shares no answer', async () => {
    const names = Object.keys(CUSTOMERS)
    for (const name of [...names, ...names.toReversed()]) {
      const answer = await send(name, '/v3/search/images?phrase=harbour')
      assert.deepEqual(titlesOf(answer), CUSTOMERS[name]!.finds.toSorted(), name)
      assert.match(answer.headers.get('cache-control')!, /private/)
    }
  })

  it('finds everything without a token', async () => {
    const { json, headers } = await server.get('/v3/search/images?phrase=harbour')
    assert.equal(json.result_count, RECORDS.length)
    assert.match(headers.get('cache-control')!, /public/)
  })

  it('counts in facets what it finds', async () => {
    const facets = 'include_facets=true&facet_fields=artists&facet_counts=true'
    const { json } = await send('with two products', `/v3/search/images/creative?${facets}`)
    assert.deepEqual(json.facets.artists, [{ name: 'Ada Example', count: 2 }])
    const editorial = await send('with editorial only', `/v3/search/images/editorial?${facets}`)
    assert.deepEqual(editorial.json.facets.artists, [{ name: 'Bo Example', count: 1 }])
  })

  const LISTS = {
    '/v3/images/100000003/similar': ['one', 'two'],
    '/v3/images/100000001/same-series': ['two'],
    '/v3/images/100000002/same-series': ['one'],
    '/v3/artists/images?artist_name=example': ['one', 'two'],
  }
  for (const [path, found] of Object.entries(LISTS))
    it(`limits ${path} to what the customer may license`, async () => {
      assert.deepEqual(titlesOf(await send('with two products', path)), found)
      assert.deepEqual(titlesOf(await send('without a product', path)), [])
    })

  it('limits no metadata', async () => {
    const { json } = await send('without a product', '/v3/images?ids=100000001,100000005')
    assert.equal(json.images.length, 2)
  })

  it('follows the end of a product by the clock', async () => {
    const found = async () => titlesOf(await ask(server, '/v3/search/images?phrase=harbour', ending))
    assert.deepEqual(await found(), ['news', 'one'])
    clock.ms += 5 * MINUTE_MS - 1
    assert.deepEqual(await found(), ['news', 'one'])
    clock.ms += 1
    assert.deepEqual(await found(), [])
  })

  it('shows nothing that the index still has and the agreement no longer covers', async () => {
    await library.db.updateTable('asset').set({ family: 'creative' }).where('id', '=', 100_000_004).execute()
    const { json } = await send('with editorial only', '/v3/search/images?phrase=news')
    assert.deepEqual([json.result_count, json.images], [1, []])
  })
})
