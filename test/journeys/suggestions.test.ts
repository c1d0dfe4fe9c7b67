import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { createClient, newKey } from '../../src/access/clients.ts'
import { createCustomer } from '../../src/access/customers.ts'
import {
  emptyLibrary,
  get,
  type Served,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../support/library.ts'
import { ingestRecords, lines } from '../support/manifests.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const lifetime = suiteLifetime()

const RECORDS = [
  { kind: 'event', id: 'e1', name: 'Zürich Marathon', 'name.de': 'Zürcher Lauf' },
  { kind: 'event', id: 'e2', name: 'Zulu Gala' },
  { kind: 'collection', id: 'c1', name: 'Zurbriggen Archive', code: 'zba' },
  { kind: 'keyword', text: 'bicycle', 'text.de': 'Zweirad', 'text.fr': 'Zyklus' },
  { id: 'p1', title: 'Sunset over Zürich', locations: ['Zürich'], keywords: ['bicycle'] },
  { id: 'p2', title: 'Sunset at the station of Zürich', locations: ['Zürich'], artist: 'Zuber, Zoë' },
  {
    id: 'p3',
    title: 'Zebras',
    keywords: ['Zebra crossing'],
    people: ['Ann Zumthor'],
    collection: 'Zurbriggen Archive',
  },
  { id: 'p4', title: 'A zebra', family: 'editorial', event_ids: ['e1'], people: ['Ann Zumthor'] },
  { id: 'p5', title: '美しい夜景', language: 'ja', keywords: ['東京タワー'] },
  { id: 'p6', title: 'Market', keywords: ['مدينة قديمة'] },
  { id: 'p7', title: 'Zugzwang', visible_from: '2999-01-01', people: ['Secret Zulu'], event_ids: ['e2'] },
  { id: 'p8', title: 'Zucchini', territories: { deny: ['JP'] } },
  { id: 'p9', title: 'Trees of a park, more trees' },
  { id: 'p10', title: 'A tree', caption: 'bicycle' },
  { id: 'p11', title: 'Quay', artist: 'Quill, Quinn' },
  { id: 'p12', title: 'Quarry', artist: 'after Quinn Quill, Ada' },
  { id: 'p13', title: 'Quilt', artist: 'Quinn Quill' },
  { id: 'v1', kind: 'video', title: 'Zebra at dawn' },
  { id: 'p14', title: 'Lands of the north' },
  { id: 'p15', title: 'Jetty', 'title.fr': 'Jeter', 'title.de': 'Jetzt' },
  ...Array.from({ length: 10 }, (_, at) => ({ id: `l${at}`, title: 'A landscape' })),
] as const

type Sent = { type: string; name: string; phrase: string; count: number; search: Record<string, string> }

for (const searchEngine of ['embedded', 'fts5'])
  describe(`suggestions by ${searchEngine}`, () => {
    let library: TestLibrary
    let server: Served
    const japaneseKey = newKey()
    before(async () => {
      library = await emptyLibrary(lifetime, { searchEngine })
      const manifest = join(await temporaryFolder(lifetime), 'records.jsonl')
      await writeFile(manifest, lines(...RECORDS))
      await ingestRecords(library, manifest, { source: 'desk' })
      const { db, now } = library
      const customer = await createCustomer(db, { name: 'Japanese', country: 'JPN', now: now() })
      const client = { name: 'japanese', key: japaneseKey, qps: null, abilities: [], expiresMs: null }
      await createClient(db, { ...client, now: now(), customerId: customer.id })
      server = await serve(library)
    })

    const suggestions = async (query: string, headers: Record<string, string> = {}): Promise<Sent[]> => {
      const { status, json, text } = await server.get(`/v1/suggestions?${query}`, headers)
      assert.equal(status, 200, text)
      return json.suggestions
    }
    const suggested = async (query: string, headers: Record<string, string> = {}) =>
      (await suggestions(query, headers)).map(({ type, name, count }) => `${type} ${name} ${count}`)

    it('of artists find only their own works, as facets count them', async () => {
      for (const { name, count, search } of await suggestions('phrase=quinn&types=artist'))
        assert.deepEqual(await counted(search), [count, name], name)
      const facets = 'include_facets=true&facet_fields=artists&facet_counts=true&phrase=quinn'
      const { json } = await server.get(`/v3/search/images/creative?${facets}`)
      assert.equal(json.facets.artists.length, 3)
      for (const { name, count } of json.facets.artists)
        assert.deepEqual(await counted({ artists: name }), [count, name], name)
      assert.equal((await counted({ artists: 'quill' }))[0], 3)
      assert.equal((await counted({ artists: 'Quill, Quinn,Zoë' }))[0], 2)
    })

    /** What a search finds, and the artist of the first image. */
    const counted = async (search: Record<string, string>) => {
      const { json } = await server.get(`/v3/search/images?fields=artist&${new URLSearchParams(search)}`)
      return [json.result_count, json.images[0].artist]
    }

    it('complete words and names as they are written, whatever is typed of accents and case', async () => {
      for (const typed of ['zuri', 'Zürí', 'ZURI'])
        assert.deepEqual(await suggested(`phrase=${typed}`), [
          'word Zürich 2',
          'place Zürich 2',
          'event Zürich Marathon 1',
        ])
      for (const [typed, expected] of [
        ['zumt', ['person Ann Zumthor 2', 'word zumthor 2']],
        ['ann zum', ['person Ann Zumthor 2', 'word zumthor 2']],
        ['zub', ['artist Zuber, Zoë 1', 'word zuber 1']],
        ['arch', ['collection Zurbriggen Archive 1', 'word archive 1']],
        ['cross', ['word Zebra crossing 1', 'word crossing 1']],
        ['東京タ', ['word 東京タワー 1']],
        ['東', ['word 東京タワー 1']],
        ['قديمة', ['word قديمة 1', 'word مدينة قديمة 1']],
        ['', []],
        ['x', []],
      ] as const)
        assert.deepEqual(await suggested(`phrase=${encodeURIComponent(typed)}`), expected, typed)
    })

    it('count the whole phrase, and one of the words that find the same', async () => {
      assert.deepEqual(await suggested('phrase=station zu&types=word,place'), [
        'word Zürich 1',
        'place Zürich 1',
        'word zuber 1',
      ])
      assert.deepEqual(await suggested('phrase=sunset -station zu&types=place'), ['place Zürich 1'])
      assert.deepEqual(await suggested('phrase=tre'), ['word tree 2'])
      assert.deepEqual(await suggested('phrase=market tre'), [])
      for (const query of ['phrase=z', 'phrase=sunset z', 'phrase=ann', 'phrase=b'])
        for (const { search, count, phrase } of await suggestions(query)) {
          const parameters = new URLSearchParams({ ...search, fields: 'id' })
          const { json } = await server.get(`/v3/search/images?${parameters}`)
          assert.equal(json.result_count, count, `${query}: ${phrase}`)
        }
    })

    it('complete the last word of a search that finds nothing', async () => {
      const search = async (query: string) =>
        (await server.get(`/v3/search/${query}&fields=id&complete_phrase=true`)).json
      for (const [query, count, completed] of [
        ['images?phrase=landsc', 10, 'landscape'],
        ['images/creative?phrase=station zur', 1, 'station zürich'],
        ['images/editorial?phrase=zebr', 1, 'zebra'],
        ['videos?phrase=zeb', 1, 'zebra'],
        ['images?phrase=lands', 1, null],
        ['images?phrase=nothin', 0, null],
      ] as const) {
        const { result_count, auto_corrections } = await search(query)
        assert.deepEqual([result_count, auto_corrections.phrase], [count, completed], query)
      }
      const { json } = await server.get('/v3/search/images?phrase=zur&fields=id')
      assert.equal(json.result_count, 0, 'only if that is wanted')
    })

    it('can be limited, by number, type, kind and family', async () => {
      assert.deepEqual(await suggested('phrase=z&limit=1'), [
        'person Ann Zumthor 2',
        'word Zürich 2',
        'place Zürich 2',
        'artist Zuber, Zoë 1',
        'collection Zurbriggen Archive 1',
        'event Zürich Marathon 1',
      ])
      assert.deepEqual(await suggested('phrase=z&types=event,artist'), [
        'artist Zuber, Zoë 1',
        'event Zürich Marathon 1',
      ])
      assert.deepEqual(await suggested('phrase=zeb&asset_family=editorial'), ['word zebra 1'])
      assert.deepEqual(await suggested('phrase=z&asset_type=video'), ['word zebra 1'])
      for (const wrong of ['limit=0', 'limit=21', 'types=colour', 'asset_type=sound', 'phrases=z'])
        assert.equal((await server.get(`/v1/suggestions?${wrong}`)).json.code, 'InvalidParameterValue', wrong)
    })

    it('are in the language of the caller, or as records have them', async () => {
      assert.deepEqual(await suggested('phrase=zwe', { 'accept-language': 'de' }), ['word Zweirad 2'])
      assert.deepEqual(await suggested('phrase=zurc', { 'accept-language': 'de' }), ['event Zürcher Lauf 1'])
      assert.deepEqual(await suggested('phrase=bic', { 'accept-language': 'de' }), ['word bicycle 2'])
      assert.deepEqual(await suggested('phrase=jet'), ['word jetty 1'])
      assert.deepEqual(
        await suggested('phrase=jete'),
        ['word jeter 1'],
        'if no word of theirs begins like it',
      )
      assert.deepEqual(await suggested('phrase=jet', { 'accept-language': 'de' }), [
        'word jetty 1',
        'word jetzt 1',
      ])
      assert.deepEqual(await suggested('phrase=zyk'), ['word Zyklus 1'], 'if nothing else begins like it')
    })

    it('never show what only assets have that the caller cannot see', async () => {
      for (const typed of ['zug', 'secret', 'zul', 'gala'])
        assert.deepEqual(await suggested(`phrase=${typed}`), [], typed)
      const url = `${server.http}/v1/suggestions?phrase=zucc`
      assert.deepEqual(await suggested('phrase=zucc'), ['word zucchini 1'])
      assert.deepEqual((await get(url, { 'api-key': japaneseKey })).json.suggestions, [])
      assert.equal((await get(url)).status, 401)
    })

    it('answer anything that may be typed', async () => {
      const hostile = [
        '"zu',
        '-zu',
        'NOT zu',
        'tree OR zu',
        '"zu"',
        '!?',
        '*',
        '\u0000z',
        '\ud800',
        "'; --",
        '%',
      ]
      for (const typed of [...hostile, 'zu '.repeat(600), 'z'.repeat(2000), '"'.repeat(99)])
        assert.deepEqual(await suggested(new URLSearchParams({ phrase: typed }).toString()), [], typed)
    })

    it('follow the records', async () => {
      const manifest = join(await temporaryFolder(lifetime), 'records.jsonl')
      await writeFile(manifest, lines({ kind: 'event', id: 'e1', name: 'Basel Marathon' }))
      await ingestRecords(library, manifest, { source: 'desk' })
      assert.deepEqual(await suggested('phrase=mara'), ['event Basel Marathon 1'])
      assert.deepEqual(await suggested('phrase=zu&types=event'), [])
    })
  })
