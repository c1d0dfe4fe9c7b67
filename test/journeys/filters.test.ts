import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, type Served, serve } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import type { PictureSpec } from '../support/pictures.ts'
import { addRecord } from '../support/records.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** A small library in which every filter finds something and excludes something. */
const CAST: Record<string, PictureSpec> = {
  'lake.jpg': {
    title: 'Mountain lake at dawn',
    caption: 'Still water before the first wind.',
    width: 1500,
    height: 1000,
    keywords: ['lake', 'mountain', 'no people', 'copy space'],
    artist: 'Jane M. Doe',
    collection: 'Moment',
    city: 'Bern',
    country: 'Switzerland',
    created: '2021-05-01',
    colour: 'steelblue',
  },
  'couple.jpg': {
    title: 'Couple by the lake',
    caption: 'Two friends and a mountain of work.',
    width: 800,
    height: 1200,
    keywords: ['two people', 'lake', 'vivid'],
    artist: 'Ravi Example',
    collection: 'Moment',
    city: 'Bern',
    created: '2023-01-01',
    colour: 'coral',
    rating: 5,
  },
  'tower.png': {
    title: 'Tower',
    keywords: ['one person', 'adult', 'close-up'],
    artist: 'Jane Roe',
    collection: 'Metro',
    format: 'png',
    width: 300,
    height: 900,
    city: 'Lyon',
    created: '2022-03-03',
    colour: 'grey',
  },
  'statue.jpg': {
    title: 'Statue in the lake',
    keywords: ['nude', 'statue', 'lake'],
    collection: 'Moment',
    width: 1000,
    height: 1000,
    created: '2019-01-01',
    colour: 'silver',
  },
  'chart.jpg': {
    title: 'Sales chart',
    caption: 'Dawn of a lake of data',
    keywords: ['chart', 'alcohol'],
    collection: 'Line',
    drawn: true,
    width: 2400,
    height: 900,
    created: '2024-06-01',
    colour: 'gold',
  },
}

describe('filters on fields of records', () => {
  const lifetime = suiteLifetime()
  let server: Served

  before(async () => {
    server = await serve(await libraryOfPictures(lifetime, CAST))
  })

  async function found(query: string): Promise<string[]> {
    const { status, text, json } = await server.get(`/v3/search/images/creative?fields=title&${query}`)
    assert.equal(status, 200, text)
    assert.equal(json.result_count, json.images.length)
    return json.images.map(({ title }: { title: string }) => title)
  }

  const [lake, couple, tower, statue, chart] = Object.values(CAST).map(({ title }) => title!)
  const cases: readonly (readonly [what: string, query: string, titles: readonly (string | undefined)[]])[] =
    [
      ['orientation', 'orientations=vertical', [couple]],
      ['two orientations', 'orientations=panoramic_horizontal,panoramic_vertical', [chart, tower]],
      ['square', 'orientations=square', [statue]],
      ['type of file', 'file_types=png', [tower]],
      ['no file of that type', 'file_types=eps', []],
      [
        'smallest size, which leaves nothing out',
        'minimum_size=x_small',
        [chart, couple, tower, lake, statue],
      ],
      ['medium size', 'minimum_size=medium', [chart, couple, lake, statue]],
      ['size above all', 'minimum_size=x_large', []],
      ['vector', 'minimum_size=vector', []],
      ['style', 'graphical_styles=illustration', [chart]],
      [
        'style left out',
        'graphical_styles=illustration&graphical_styles_filter_type=exclude',
        [couple, tower, lake, statue],
      ],
      ['collection', 'collection_codes=MOM', [couple, lake, statue]],
      ['collection in small letters', 'collection_codes=met', [tower]],
      ['collection left out', 'collection_codes=MOM,LIN&collections_filter_type=exclude', [tower]],
      ['collection that nobody has', 'collection_codes=XYZ', []],
      ['artist by a part of the name', 'artists=doe', [lake]],
      ['artist in another order', 'artists=doe%20jane', [lake]],
      ['artists, any of them', 'artists=Jane,ravi%20example', [couple, tower, lake]],
      ['number of people', 'number_of_people=two', [couple]],
      ['number of people by ordinal', 'number_of_people=1', [tower]],
      ['nobody', 'number_of_people=none', [lake]],
      ['composition', 'compositions=close_up', [tower]],
      ['age', 'age_of_people=adult', [tower]],
      ['mood', 'moods=vivid', [couple]],
      ['no nudity', 'exclude_nudity=true', [chart, couple, tower, lake]],
      ['safe search', 'safe_search=true', [couple, tower, lake]],
      ['filters together', 'phrase=lake&collection_codes=MOM&exclude_nudity=true', [couple, lake]],
      ['all of the words', 'phrase=mountain%20lake', [lake, couple]],
      ['words in other forms', 'phrase=MOUNTAINS%20lakes', [lake, couple]],
      ['a quoted phrase', 'phrase=%22mountain%20lake%22', [lake]],
      ['a quoted phrase in curly quotes', 'phrase=%E2%80%9Cmountain%20lake%E2%80%9D', [lake]],
      ['any of the words when none has all', 'phrase=tower%20statue%20unicorn', [tower, statue]],
      ['a place', 'phrase=bern', [couple, lake]],
      ['nothing that can be searched', 'phrase=%21%3F', []],
      ['newest', 'sort_order=newest', [chart, couple, tower, lake, statue]],
      [
        'most popular, which is newest until something counts',
        'sort_order=most_popular',
        [chart, couple, tower, lake, statue],
      ],
      ['a word that nobody has', 'phrase=unicorn', []],
    ]
  for (const [what, query, titles] of cases) {
    it(`finds by ${what}`, async () => {
      const all = await found(query)
      if (query.includes('phrase=') && !query.includes('sort'))
        assert.deepEqual(all.toSorted(), titles.toSorted())
      else assert.deepEqual(all, titles)
    })
  }

  it('ranks a match in the title above one in the caption', async () => {
    assert.deepEqual((await found('phrase=dawn'))[0], lake)
  })

  it('finds images with all keyword ids, and excludes others', async () => {
    const { json } = await server.get('/v3/search/images/creative?phrase=couple&fields=keywords')
    const ids = Object.fromEntries(
      json.images[0].keywords.map(({ text, keyword_id }: { text: string; keyword_id: string }) => [
        text,
        keyword_id,
      ]),
    )
    assert.deepEqual(await found(`keyword_ids=${ids.lake}&sort_order=newest`), [couple, lake, statue])
    assert.deepEqual(await found(`keyword_ids=${ids.lake},${ids['two people']}`), [couple])
    assert.deepEqual(await found(`keyword_ids=${ids.lake}&exclude_keyword_ids=${ids['two people']}`), [
      lake,
      statue,
    ])
  })

  it('shows each image of a random order once, and keeps the order all day', async () => {
    const page = async (number: number) =>
      (await server.get(`/v3/search/images/creative?sort_order=random&page_size=2&page=${number}&fields=id`))
        .json.images
    const pages = [...(await page(1)), ...(await page(2)), ...(await page(3))].map(
      ({ id }: { id: string }) => id,
    )
    assert.equal(new Set(pages).size, 5)
    assert.deepEqual(await page(1), await page(1))
  })

  it('counts facets exactly, most first, then by name', async () => {
    const { json } = await server.get(
      '/v3/search/images/creative?phrase=lake&include_facets=true&facet_counts=true&page_size=1',
    )
    assert.deepEqual(json.facets.artists, [
      { name: 'Jane M. Doe', count: 1 },
      { name: 'Ravi Example', count: 1 },
    ])
    assert.deepEqual(
      json.facets.locations.map(({ name, count }: { name: string; count: number }) => [name, count]),
      [
        ['Bern', 2],
        ['Switzerland', 1],
      ],
    )
    const plain = await server.get(
      '/v3/search/images/creative?include_facets=true&facet_fields=locations&facet_max_count=1',
    )
    assert.deepEqual(Object.keys(plain.json.facets), ['locations'])
    assert.deepEqual(Object.keys(plain.json.facets.locations[0]), ['id', 'name'])
    assert.equal(plain.json.facets.locations.length, 1)
    const without = await server.get('/v3/search/images/creative?facet_fields=locations')
    assert.equal(without.json.facets, undefined)
  })
})

describe('the minimum size', () => {
  /** The number of pixels above which a picture is offered in each size. */
  const MORE_THAN = {
    small: 170_000,
    medium: 350_000,
    large: 3_000_000,
    x_large: 10_000_000,
    xx_large: 20_000_000,
  } as const

  it('finds images from one pixel above the next smaller size on', async (t) => {
    const library = await emptyLibrary(t)
    const areas = Object.values(MORE_THAN).flatMap((area) => [area, area + 1])
    for (const width of areas) await addRecord(library, { title: String(width), size: { width, height: 1 } })
    await catchUp(library)
    const { get } = await serve(library)
    for (const [size, least] of Object.entries(MORE_THAN)) {
      const query = `minimum_size=${size}&fields=title`
      const { json } = await get(`/v3/search/images/creative?${query}`)
      const found = json.images.map(({ title }: { title: string }) => Number(title))
      assert.deepEqual(
        found.toSorted((a: number, b: number) => a - b),
        areas.filter((area) => area > least),
        size,
      )
    }
  })
})
