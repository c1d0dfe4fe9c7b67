import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ask, signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { download } from '../support/downloads.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { ingestRecords, lines, world } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { mp4 } from '../support/videos.ts'

/** What a record may state besides its description, as JSON. */
const STATED = {
  istock_exclusive: true,
  istock_licenses: [
    { license_type: 'Standard', credits: 7 },
    { license_type: 'Multiseat', credits: 20 },
  ],
  accessrestriction: 'Not for books',
  call_for_image: true,
  is_ai_editable: true,
  entity_details: [
    { name: 'Ada Example', type: 'Person', uri: 'https://people.example.org/ada' },
    { uri: 'https://places.example.org/17' },
  ],
  links: [{ rel: 'license', uri: 'https://licences.example.org/1' }, { uri: 'https://stories.example.org' }],
  contributor: 'adapictures',
  territories: { deny: ['US'] },
}
const ANSWERED = {
  istock_exclusive: true,
  istock_licenses: STATED.istock_licenses,
  call_for_image: true,
  is_ai_editable: true,
  entity_details: [
    STATED.entity_details[0],
    { name: null, type: null, uri: 'https://places.example.org/17' },
  ],
}
const OF_IMAGES = {
  accessrestriction: 'Not for books',
  territory_restrictions: [{ country_code: 'USA', type: 'deny', description: 'United States' }],
  links: [STATED.links[0], { rel: 'related', uri: 'https://stories.example.org' }],
  contributor: { member_name: 'adapictures', display_name: 'Ada Example' },
}
const VIDEO = {
  istock_sub_collection: 'Vetta',
  bit_depth: '10-bit',
  broadcast_video_standard: 'PAL',
  compression: 'ProRes 422',
  interlaced: 'no',
}
const RECORDS = [
  {
    id: 'p1',
    title: 'Harbour',
    file: 'harbour.jpg',
    artist: 'Ada Example',
    people: 'Ada Example',
    ...STATED,
  },
  { id: 'p2', title: 'Harbour wall', istock_exclusive: 'no', is_ai_editable: 'no' },
  { id: 'p3', title: 'Harbour crane' },
  {
    kind: 'video',
    id: 'v1',
    title: 'Harbour clip',
    file: 'clip.mov',
    people: 'Ada Example',
    ...STATED,
    ...VIDEO,
  },
]
/** The same as p1 in a table. */
const TABLE = `id,title,artist,people,Istock Exclusive,istock_licenses,Access Restriction,call_for_image,is_ai_editable,entity_details,links,contributor,territories
t1,Harbour,Ada Example,Ada Example,yes,Standard: 7; Multiseat: 20,Not for books,yes,yes,Ada Example <https://people.example.org/ada>|https://places.example.org/17,license: https://licences.example.org/1|https://stories.example.org,adapictures,deny: USA
`
const NAMES = [
  ...Object.keys(ANSWERED),
  ...Object.keys(OF_IMAGES).filter((it) => it !== 'territory_restrictions'),
]

describe('what records state', () => {
  const t = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let press: TestCustomer
  let ids: Readonly<Record<string, string>>
  let write: (name: string, content: string | Buffer) => Promise<string>

  before(async () => {
    const made = await world(t)
    ;({ library, write } = made)
    await writePicture(made.folder, 'harbour.jpg', { width: 1000, height: 800 })
    await write('clip.mov', mp4())
    const json = await ingestRecords(library, await write('records.jsonl', lines(...RECORDS)))
    const table = await ingestRecords(library, await write('table.csv', TABLE))
    ids = Object.fromEntries(
      [...json.outcomes, ...table.outcomes].map((it) => ['id' in it ? it.id : '', String(it.assetId)]),
    )
    press = await signUp(library, { products: [{ type: 'creditpack', terms: { credits: 100 } }] })
    server = await serve(library)
  })

  it('is answered by id and in searches', async () => {
    const byId = await server.get(`/v3/images/${ids.p1}?fields=${NAMES}`)
    assert.deepEqual(byId.json.images[0], { id: ids.p1, ...ANSWERED, ...OF_IMAGES })
    const found = await server.get(`/v3/search/images?phrase=harbour&fields=${NAMES}`)
    assert.deepEqual(
      found.json.images.find(({ id }: { id: string }) => id === ids.p1),
      { id: ids.p1, ...ANSWERED, ...OF_IMAGES },
    )
  })

  it('is read from tables', async () => {
    const { json } = await server.get(`/v3/images/${ids.t1}?fields=${NAMES}`)
    const [entity, other] = ANSWERED.entity_details
    assert.deepEqual(json.images[0], {
      id: ids.t1,
      ...ANSWERED,
      ...OF_IMAGES,
      entity_details: [{ ...entity, type: null }, other],
    })
  })

  it('may be nothing', async () => {
    const { json } = await server.get(`/v3/images/${ids.p3}?fields=${NAMES}`)
    assert.deepEqual(json.images[0], {
      id: ids.p3,
      istock_exclusive: null,
      istock_licenses: null,
      accessrestriction: null,
      territory_restrictions: [],
      call_for_image: false,
      is_ai_editable: null,
      entity_details: [],
      links: [],
      contributor: { member_name: null, display_name: null },
    })
  })

  it('of videos includes how they are coded', async () => {
    const names = [...Object.keys(ANSWERED), 'istock_sub_collection', 'editorial_source', 'date_camera_shot']
    const { json } = await server.get(`/v3/videos/${ids.v1}?fields=${names}`)
    assert.deepEqual(json, {
      id: ids.v1,
      ...ANSWERED,
      istock_sub_collection: 'Vetta',
      editorial_source: null,
      date_camera_shot: null,
    })
    const { download_sizes: sizes } = (
      await ask(server, `/v3/videos/${ids.v1}?fields=download_sizes`, {
        key: press.key,
        token: await userToken(server, press),
      })
    ).json
    const { bit_depth, broadcast_video_standard, compression, interlaced } = sizes[0]
    assert.deepEqual(
      { bit_depth, broadcast_video_standard, compression, interlaced },
      { bit_depth: '10-bit', broadcast_video_standard: 'PAL', compression: 'ProRes 422', interlaced: false },
    )
  })

  it('tells which entity a keyword is, if both are requested', async () => {
    const keywords = async (fields: string) =>
      (await server.get(`/v3/images/${ids.p1}?fields=${fields}`)).json.images[0].keywords
    const [named] = await keywords('keywords,entity_details')
    assert.deepEqual(
      [named.text, named.entity_types, named.entity_uris],
      ['Ada Example', ['Person'], ['https://people.example.org/ada']],
    )
    assert.equal('entity_uris' in (await keywords('keywords'))[0], false)
  })

  const FOUND = [
    ['images', 'true', ['p1', 't1']],
    ['images', 'false', ['p2']],
    ['images', '', ['p1', 'p2', 'p3', 't1']],
    ['videos', 'true', ['v1']],
    ['videos', 'false', []],
  ] as const
  for (const [kind, value, expected] of FOUND)
    it(`filters ${kind} by istock_exclusive=${value}`, async () => {
      const { json } = await server.get(
        `/v3/search/${kind}/creative?phrase=harbour&istock_exclusive=${value}`,
      )
      const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]))
      assert.deepEqual(json[kind].map(({ id }: { id: string }) => names.get(id)).sort(), expected)
    })

  it('of licences is what a credit pack pays', async () => {
    const token = await userToken(server, press)
    const credits = async () =>
      (await ask(server, '/v3/products', { key: press.key, token })).json.products[0].credits_remaining
    const options = await ask(server, `/v1/images/${ids.p1}/license-options`, { key: press.key, token })
    assert.equal(options.json.sizes.at(-1).products[0].credits, 7)
    assert.equal((await download({ server, customer: press, token }, Number(ids.p1))).status, 200)
    assert.equal(await credits(), 93)
    const bought = await ask(server, `/v3/asset-licensing/${ids.p1}`, {
      key: press.key,
      token,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ extended_licenses: ['multiseat', 'resale'] }),
    })
    assert.equal(bought.json.credits_used, 20 + 50, 'its own price, and that of the price list')
  })

  const WRONG: readonly (readonly [object, string, RegExp])[] = [
    [
      { istock_licenses: [{ license_type: 'Free', credits: 1 }] },
      'istock_licenses',
      /must be one of Standard/,
    ],
    [{ istock_licenses: 'Standard' }, 'istock_licenses', /such as Standard: 3/],
    [{ istock_licenses: { Standard: -1 } }, 'istock_licenses', /integer from 0/],
    [{ istock_licenses: 'Standard: 1; standard: 2' }, 'istock_licenses', /Standard twice/],
    [{ istock_exclusive: 'perhaps' }, 'istock_exclusive', /true or false/],
    [{ links: ['javascript:alert(1)'] }, 'links', /begins with https/],
    [{ links: [{ rel: 'related' }] }, 'links', /begins with https/],
    [{ entity_details: 'Bergen' }, 'entity_details', /begins with https/],
    [
      { entity_details: [{ name: 'Bergen', uri: 'ftp://example.org' }] },
      'entity_details',
      /begins with https/,
    ],
  ]
  it('is refused with what is wrong', async () => {
    const records = WRONG.map(([said], at) => ({ id: `w${at}`, title: 'Wrong', ...said }))
    const { outcomes } = await ingestRecords(library, await write('wrong.jsonl', lines(...records)))
    for (const [at, [, field, reason]] of WRONG.entries()) {
      assert.partialDeepStrictEqual(outcomes[at], { is: 'refused', field })
      assert.match((outcomes[at] as unknown as { reason: string }).reason, reason)
    }
  })
})
