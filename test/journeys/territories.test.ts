import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ABILITIES, type Ability } from '../../src/access/abilities.ts'
import { createClient, newKey } from '../../src/access/clients.ts'
import { createCustomer } from '../../src/access/customers.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, get, type Served, serve, type TestLibrary } from '../support/library.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const lifetime = suiteLifetime()

/** The keys of the test by name, with their rights. */
const KEYS: Record<string, { abilities?: readonly Ability[]; country?: string }> = {
  plain: {},
  japanese: { country: 'JPN' },
  swedish: { country: 'SWE' },
  world: { abilities: ['country'] },
  large: { abilities: ['large'] },
  clean: { abilities: ['large', 'unwatermarked'] },
  all: { abilities: ABILITIES },
}

describe('territories and abilities', () => {
  const keys = new Map<string, string>()
  let library: TestLibrary
  let server: Served
  before(async () => {
    library = await emptyLibrary(lifetime, {
      behindProxy: '127.0.0.1',
      countryHeader: 'CF-IPCountry',
      gallery: true,
    })
    const only = (...allow: string[]) => JSON.stringify({ allow })
    await addRecord(library, {
      title: 'Lake of everywhere',
      keywords: [{ type: 'Location', text: 'Bergen' }],
    })
    await addRecord(library, {
      title: 'Lake of Norway',
      territories: only('NOR', 'SWE'),
      countryCode: 'NOR',
      isEmbeddable: 1,
    })
    await addRecord(library, {
      title: 'Lake but not of Japan',
      territories: JSON.stringify({ deny: ['JPN'] }),
      keywords: [{ type: 'Location', text: 'Bergen' }],
    })
    await addRecord(library, { title: 'A lake', dateCreated: '2026-01-01', countryCode: 'JPN' })
    await addRecord(library, { title: 'Lake of nowhere', territories: only() })
    for (const [title, more] of [
      ['Heron', { caption: 'Bird' }],
      ['Egret', { countryCode: 'ISL', keywords: [{ type: 'Keyword', text: 'heron' }] }],
      ['Stork', { countryCode: 'FIN', caption: 'heron' }],
    ] as const)
      await addRecord(library, { ...more, title })
    await catchUp(library)
    for (const [name, { abilities = [], country }] of Object.entries(KEYS)) {
      keys.set(name, newKey())
      const now = library.now()
      const customer = country && (await createCustomer(library.db, { name, country, now }))
      const nothing = { name, qps: null, expiresMs: null, now, key: keys.get(name)! }
      await createClient(library.db, { ...nothing, abilities, customerId: customer ? customer.id : null })
    }
    server = await serve(library)
  })

  const send = (name: string, path: string, headers: Record<string, string> = {}) =>
    get(server.http + path, { 'api-key': keys.get(name)!, ...headers })
  const search = '/v3/search/images/creative?phrase=lake&fields=title&include_facets=true&facet_counts=true'

  it('hide what is not offered in the country of the request: in pages, totals and facets', async () => {
    for (const [country, total, places] of [
      ['NOR', 4, 2],
      ['nor', 4, 2],
      ['JPN', 2, 1],
      ['DEU', 3, 2],
    ] as const) {
      const { json } = await send('world', search, { 'gi-country-code': country })
      assert.equal(json.result_count, total, country)
      assert.equal(json.images.length, total, country)
      assert.equal(json.facets.locations[0].count, places, country)
    }
  })

  it('apply to metadata by id too', async () => {
    const { json } = await send('world', '/v3/images?ids=100000001,100000002', { 'gi-country-code': 'DEU' })
    assert.deepEqual(json.images_not_found, ['100000002'])
  })

  it('refuse an unknown country, and ignore one from a key without the ability', async () => {
    const wrong = await send('world', search, { 'gi-country-code': 'XXX' })
    assert.deepEqual([wrong.status, wrong.json.ErrorCode], [400, 'InvalidParameterValue'])
    assert.equal((await send('japanese', search, { 'gi-country-code': 'NOR' })).json.result_count, 2)
  })

  it('use the country of the proxy, else of the client, else show everything', async () => {
    assert.equal((await send('plain', search)).json.result_count, 4)
    assert.equal((await send('plain', search, { 'cf-ipcountry': 'JP' })).json.result_count, 2)
    assert.equal((await send('swedish', search)).json.result_count, 4)
    assert.equal((await send('swedish', search, { 'cf-ipcountry': 'DE' })).json.result_count, 3)
  })

  it('hide what is offered nowhere from everybody', async () => {
    assert.equal((await send('plain', '/v3/images/100000005')).json.ErrorCode, 'ImageNotFound')
    assert.equal((await get(`${server.http}/oembed?url=/detail/lake/100000005`)).status, 404)
  })

  it('apply to oEmbed and pages if the proxy reports the country', async () => {
    for (const path of ['/oembed?url=/detail/lake/100000002', '/detail/lake/100000002'])
      for (const [headers, status] of [
        [{}, 200],
        [{ 'cf-ipcountry': 'NO' }, 200],
        [{ 'cf-ipcountry': 'DE' }, 404],
      ] as const)
        assert.equal((await get(server.http + path, headers as Record<string, string>)).status, status, path)
  })

  it("rank pictures of the caller's country higher", async () => {
    const first = async (country: string) =>
      (await send('world', '/v3/search/images/creative?fields=title', { 'gi-country-code': country })).json
        .images[0]
    assert.equal((await first('NOR')).title, 'Lake of Norway')
    assert.equal((await first('JPN')).title, 'A lake')
  })

  it('rank good matches of that country higher, but not poor ones', async () => {
    const first = async (country: string) =>
      (await send('world', '/v3/search/images?phrase=heron&fields=title', { 'gi-country-code': country }))
        .json.images[0].title
    assert.equal(await first('DEU'), 'Heron')
    assert.equal(await first('ISL'), 'Egret')
    assert.equal(await first('FIN'), 'Heron')
  })

  it('open large sizes, clean sizes and the affiliate search to keys with the ability', async () => {
    const sizes = async (name: string) => {
      const { json } = await send(name, '/v3/images/100000001?fields=display_set')
      return json.images[0].display_sizes.map((size: { name: string; is_watermarked: boolean }) =>
        size.is_watermarked ? `${size.name}*` : size.name,
      )
    }
    const small = ['comp*', 'comp_webp*', 'preview*', 'thumb']
    const large = ['mid_res_comp*', 'mid_res_comp_webp*', 'high_res_comp*', 'high_res_comp_webp*']
    assert.deepEqual(await sizes('plain'), small)
    assert.deepEqual(await sizes('large'), [...small, ...large])
    const all = [...small, ...large].map((name) => name.replace('*', ''))
    assert.deepEqual(await sizes('clean'), all)
    const named = await send('plain', '/v3/images/100000001?fields=high_res_comp')
    assert.deepEqual([named.status, named.json.ErrorCode], [403, 'UnauthorizedDisplaySize'])
    const refused = await send('plain', '/v3/affiliates/search/images?phrase=lake')
    assert.deepEqual([refused.status, refused.json.ErrorCode], [403, 'UnauthorizedToAccessResource'])
    const open = await send('all', '/v3/affiliates/search/images')
    assert.deepEqual(open.json, { images: [], auto_corrections: { phrase: null }, match: 'all' })
  })
})
