import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import { command } from '../support/command.ts'
import { ingestAndIndex, type Served, serve } from '../support/library.ts'
import { ingestRecords, lines, world } from '../support/manifests.ts'
import { writePicture } from '../support/pictures.ts'

type Keyword = { readonly text: string; readonly type: string }

const titlesOf = async ({ get }: Served, query: string) =>
  (await get(`/v3/search/images/creative?fields=title&${query}`)).json.images.map(
    ({ title }: { title: string }) => title,
  )

/** Serves a library of these records and files. */
async function served(
  t: TestContext,
  records: readonly object[],
  pictures: Parameters<typeof writePicture>[] = [],
) {
  const { folder, library, write } = await world(t)
  for (const [, name, spec] of pictures) await writePicture(folder, name, spec)
  await ingestRecords(library, await write('m.jsonl', lines(...records)))
  if (pictures.length > 0) await ingestAndIndex(library, folder)
  return { library, folder, server: await serve(library) }
}

describe("the owner's own numbers", () => {
  it('find a picture in any notation, whatever its title', async (t) => {
    const { server } = await served(
      t,
      [
        { id: 'MS.12-34', title: 'manuscript' },
        { id: 'tate-A00001', title: 'painting' },
        { id: '9', title: 'vase', inventory_number: '2019.33.4a' },
        { id: '10', title: 'awaited', file: 'scans/P7190042.tif' },
      ],
      [
        ['', 'DSC_0007.jpg', { title: 'harbour' }],
        ['', 'IMG0012.jpg', { title: 'bridge' }],
      ],
    )
    for (const [phrase, title] of [
      ['MS.12-34', 'manuscript'],
      ['ms 12 34', 'manuscript'],
      ['MS1234', 'manuscript'],
      ['"MS.12-34"', 'manuscript'],
      ['tate-A00001', 'painting'],
      ['A00001', 'painting'],
      ['a 00001', 'painting'],
      ['2019.33.4a', 'vase'],
      ['P7190042', 'awaited'],
      ['p7190042.tif', 'awaited'],
      ['DSC_0007', 'harbour'],
      ['dsc_0007.jpg', 'harbour'],
      ['dsc0007', 'harbour'],
      ['0007', 'harbour'],
      ['IMG 0012', 'bridge'],
      ['img_0012', 'bridge'],
      ['IMG_0012.JPG', 'bridge'],
      ['100000001', 'manuscript'],
    ] as const)
      assert.deepEqual(await titlesOf(server, `phrase=${encodeURIComponent(phrase)}`), [title], phrase)
    const { json } = await server.get('/v3/search/images?phrase=vase&fields=inventory_number')
    assert.equal(json.images[0].inventory_number, '2019.33.4a')
  })
})

describe('a place', () => {
  it('can be searched for and is a facet, whichever column it comes from', async (t) => {
    const { folder, library, write } = await world(t)
    const manifest = await write('m.csv', 'id,title,Ort,Land\n1,Hafen,Bergen,Norwegen\n')
    const mapping = await write('own.yaml', 'asset: { city: manifest.Ort, country: manifest.Land }')
    const data = ['--data', library.config.data]
    assert.equal((await command(['ingest', manifest, '--mapping', mapping, ...data])).code, 0)
    const server = await serve(library)
    assert.deepEqual(await titlesOf(server, 'phrase=Bergen'), ['Hafen'])
    const { json } = await server.get('/v3/search/images/creative?include_facets=true&facet_fields=locations')
    assert.deepEqual(json.facets.locations.map(({ name }: { name: string }) => name).sort(), [
      'Bergen',
      'Norwegen',
    ])
    assert.ok(folder)
  })
})

describe('a keyword of a file', () => {
  it('remains as in the file, next to the keyword of the filter', async (t) => {
    const { server } = await served(t, [
      { id: '1', title: 'wine', keywords: ['alcohol'] },
      { id: '2', title: 'school', keywords: ['children'] },
      { id: '3', title: 'museum', keywords: ['nude', 'Two People'] },
      { id: '4', title: 'sea' },
    ])
    const keywords = async (title: string) =>
      (await server.get(`/v3/search/images?phrase=${title}&fields=keywords`)).json.images[0].keywords.map(
        ({ text, type }: Keyword) => `${text} (${type})`,
      )
    assert.deepEqual(await keywords('wine'), ['alcohol (Keyword)', 'drugs (Sensitive)'])
    assert.deepEqual(await keywords('school'), ['children (Keyword)', 'child (Age)'])
    assert.deepEqual(await keywords('museum'), [
      'nude (Keyword)',
      'nudity (Sensitive)',
      'Two People (NumberOfPeople)',
    ])
    for (const [query, titles] of [
      ['phrase=alcohol', ['wine']],
      ['phrase=nude', ['museum']],
      ['phrase=children&age_of_people=child', ['school']],
      ['number_of_people=two', ['museum']],
      ['safe_search=true', ['school', 'sea']],
    ] as const)
      assert.deepEqual((await titlesOf(server, query)).sort(), [...titles].sort(), query)
  })

  it("and an artist's name keep the spelling of each record, and are found in all spellings", async (t) => {
    const { server, folder, library } = await served(t, [
      { id: '1', title: 'first', artist: 'ADA EXAMPLE', keywords: ['SUNSET', 'café'] },
      { id: '2', title: 'second', artist: 'Ada Example', keywords: ['Sunset', 'Cafe'] },
    ])
    const { json } = await server.get('/v3/search/images?artists=ada+example&fields=title,artist,keywords')
    const spelt = json.images.map(
      ({ title, artist, keywords }: { title: string; artist: string; keywords: Keyword[] }) => [
        title,
        artist,
        keywords.map(({ text }) => text),
      ],
    )
    assert.deepEqual(
      Object.fromEntries(spelt.map(([title, ...rest]: [string, ...unknown[]]) => [title, rest])),
      {
        first: ['ADA EXAMPLE', ['SUNSET', 'café']],
        second: ['Ada Example', ['Sunset', 'Cafe']],
      },
    )
    const plan = await command(['ingest', join(folder, 'm.jsonl'), '--plan', '--data', library.config.data])
    assert.match(plan.stdout, /^0 added, 0 updated, 2 unchanged/m)
  })
})
