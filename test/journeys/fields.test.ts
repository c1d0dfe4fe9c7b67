import assert from 'node:assert/strict'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'

const reference = fileURLToPath(
  new URL('../fixtures/iptc/IPTC-PhotometadataRef-Std2019.1.jpg', import.meta.url),
)

async function withReference(t: TestContext): Promise<Served> {
  const folder = await temporaryFolder(t)
  await copyFile(reference, join(folder, 'reference.jpg'))
  const library = await emptyLibrary(t)
  await ingestAndIndex(library, folder)
  return serve(library)
}

const SEARCH_SUMMARY = [
  'id',
  'asset_family',
  'caption',
  'collection_code',
  'collection_id',
  'collection_name',
  'display_sizes',
  'license_model',
  'max_dimensions',
  'title',
]
const SEARCH_DETAIL = [
  'id',
  'allowed_use',
  'artist',
  'asset_family',
  'call_for_image',
  'caption',
  'collection_code',
  'collection_id',
  'collection_name',
  'copyright',
  'date_created',
  'display_sizes',
  'editorial_segments',
  'event_ids',
  'graphical_style',
  'license_model',
  'max_dimensions',
  'orientation',
  'product_types',
  'quality_rank',
  'referral_destinations',
  'title',
]

/** People in the regions of the IPTC reference picture. */
const IN_REGIONS = [2, 3, 1].map((number) => `Person name no 1 in region persltr${number} (ref2019.1)`)

describe('fields', () => {
  it("of the IPTC reference picture are all returned under the contract's names", async (t) => {
    const server = await withReference(t)
    const fields = [
      'detail_set',
      'keywords',
      'people',
      'object_name',
      'editorial_source',
      'series_id',
      'date_camera_shot',
    ]
    const { json } = await server.get(`/v3/images/100000001?fields=${fields}`)
    const { collection_name, collection_code, date_submitted, referral_destinations, keywords, ...image } =
      json.images[0]
    assert.match(date_submitted, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    assert.match(referral_destinations[0].uri, /\/detail\/the-title-ref2019-1\/100000001$/)
    assert.ok(collection_name.startsWith('vitrine-test') && collection_code)
    assert.deepEqual(
      keywords.map(({ text, type }: { text: string; type: string }) => `${type} ${text}`),
      [
        'Keyword Keyword1ref2019.1',
        'Keyword Keyword2ref2019.1',
        'Keyword Keyword3ref2019.1',
        ...[1, 2, 3].map((number) => `Keyword Organisation Name ${number} (ref2019.1)`),
        'SpecificPeople Person Shown 1 (ref2019.1)',
        'SpecificPeople Person Shown 2 (ref2019.1)',
        'SpecificPeople Person Name 1 (ref2019.1)',
        ...IN_REGIONS.map((name) => `SpecificPeople ${name}`),
        'Location City (Core) (ref2019.1)',
        'Location Province/State (Core) (ref2019.1)',
        'Location Country (Core) (ref2019.1)',
        ...[1, 2].flatMap((number) =>
          ['City', 'Province/State', 'CountryName'].map(
            (part) => `Location ${part} (Location shown${number}) (ref2019.1)`,
          ),
        ),
      ],
    )
    assert.deepEqual(image, {
      id: '100000001',
      allowed_use: {
        how_can_i_use_it: 'Rights Usage Termns (ref2019.1)',
        release_info: 'No release required',
        usage_restrictions: ['An Instruction (ref2019.1)'],
        editorial_use_only: false,
      },
      artist: 'Creator1 (ref2019.1), Creator2 (ref2019.1)',
      artist_title: "Creator's Job Title (ref2019.1)",
      asset_family: 'creative',
      call_for_image: false,
      caption: 'The description aka caption (ref2019.1)',
      city: 'City (Core) (ref2019.1)',
      collection_id: 1,
      color_type: 'color',
      copyright: 'Copyright (Notice) 2019.1 IPTC - www.iptc.org (ref2019.1)',
      country: 'Country (Core) (ref2019.1)',
      credit_line: 'Credit Line (ref2019.1)',
      date_camera_shot: null,
      date_created: '2019-10-16T19:01:00Z',
      editorial_segments: [],
      editorial_source: { id: 1, name: 'Source (ref2019.1)' },
      event_ids: [],
      graphical_style: 'photography',
      license_model: null,
      max_dimensions: { height: 500, width: 1000 },
      object_name: 'The Title (ref2019.1)',
      orientation: 'PanoramicHorizontal',
      people: [
        'Person Shown 1 (ref2019.1)',
        'Person Shown 2 (ref2019.1)',
        'Person Name 1 (ref2019.1)',
        ...IN_REGIONS,
      ],
      product_types: [],
      quality_rank: 3,
      series_id: 'Job Id (ref2019.1)',
      state_province: 'Province/State (Core) (ref2019.1)',
      title: 'The Title (ref2019.1)',
    })
  })

  it('of a set are exactly those that the contract lists', async (t) => {
    const server = await withReference(t)
    const members = async (path: string) => Object.keys((await server.get(path)).json.images[0])
    const sizes = async (path: string) =>
      (await server.get(path)).json.images[0].display_sizes.map(({ name }: { name: string }) => name)
    const search = '/v3/search/images/creative'
    assert.deepEqual(await members(search), SEARCH_SUMMARY)
    assert.deepEqual(await sizes(search), ['thumb'])
    assert.deepEqual(await members(`${search}?fields=detail_set`), SEARCH_DETAIL)
    assert.deepEqual(await sizes(`${search}?fields=detail_set`), ['comp', 'preview', 'thumb'])
    assert.deepEqual(await members(`${search}?fields=display_set`), ['id', 'display_sizes'])
    assert.deepEqual(await sizes(`${search}?fields=display_set`), ['comp', 'comp_webp', 'preview', 'thumb'])
    assert.deepEqual(await members('/v3/images/100000001'), [
      'id',
      'artist',
      'asset_family',
      'caption',
      'collection_code',
      'collection_id',
      'collection_name',
      'license_model',
      'max_dimensions',
      'title',
    ])
  })

  it('can each be requested alone, from both operations', async (t) => {
    const server = await withReference(t)
    const { json: refusal } = await server.get('/v3/images/100000001?fields=nonsense')
    const values = (refusal.ErrorMessage as string)
      .split('valid values are ')[1]!
      .replace(/\.$/, '')
      .split(', ')
    assert.ok(values.length > 60)
    const statuses = { 200: 0, 401: 0, 403: 0 } as Record<number, number>
    for (const value of values) {
      for (const path of ['/v3/images/100000001', '/v3/search/images/creative']) {
        const { status, text } = await server.get(`${path}?fields=${value}`)
        if (value === 'downloads' && status === 400) continue
        assert.ok(status in statuses, `${value} on ${path}: ${status} ${text}`)
        statuses[status]!++
      }
    }
    assert.equal(
      statuses[401],
      7,
      'the four values that need a token, on both, without downloads on the search',
    )
    assert.equal(statuses[403], 8, 'the four large sizes on both')
  })
})

describe('countries', () => {
  it('are named in every listed language', async (t) => {
    const server = await serve(await emptyLibrary(t))
    const germany = async (language: string) => {
      const { headers, json } = await server.get('/v3/countries', { 'accept-language': language })
      assert.equal(json.countries.length, 249)
      const { name } = json.countries.find(
        (country: { iso_alpha_3: string }) => country.iso_alpha_3 === 'DEU',
      )
      return [headers.get('content-language'), name]
    }
    const expected = {
      cs: 'Německo',
      de: 'Deutschland',
      'en-GB': 'Germany',
      'en-US': 'Germany',
      es: 'Alemania',
      fi: 'Saksa',
      fr: 'Allemagne',
      hu: 'Németország',
      id: 'Jerman',
      it: 'Germania',
      ja: 'ドイツ',
      ko: '독일',
      nl: 'Duitsland',
      pl: 'Niemcy',
      'pt-BR': 'Alemanha',
      'pt-PT': 'Alemanha',
      ro: 'Germania',
      ru: 'Германия',
      sv: 'Tyskland',
      th: 'เยอรมนี',
      tr: 'Almanya',
      uk: 'Німеччина',
      vi: 'Đức',
      'zh-HK': '德國',
    }
    for (const [language, name] of Object.entries(expected))
      assert.deepEqual(await germany(language), [language, name])
    assert.deepEqual(await germany('xx, de;q=0.5, fr;q=0.9'), ['fr', 'Allemagne'])
    assert.deepEqual(await germany('de-AT'), ['de', 'Deutschland'])
    assert.deepEqual(await germany('*'), ['en-US', 'Germany'])
  })
})
