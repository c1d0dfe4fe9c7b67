import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { foldText } from '../../src/lib/fold.ts'
import { type CompletionQuery, NAME_KINDS } from '../../src/search/completion.ts'
import { NO_PART, type TextField } from '../../src/search/indexed-parts.ts'
import type { SearchQuery, TagKind, TextQuery } from '../../src/search/query.ts'
import { dailyShuffle, freshnessSteps, OWN_COUNTRY_SHARE, SHARE_UNITS } from '../../src/search/ranking.ts'
import type {
  IndexBatch,
  IndexDocument,
  IndexEvent,
  IndexedPart,
  OpenedIndex,
} from '../../src/search/search-index.ts'

/** Opens an empty index in its own location, and closes it when the test ends. */
export type OpenIndex = (t: TestContext) => Promise<OpenedIndex>

const PAGE_SIZE = 30
const DAY_MS = 86_400_000
/** A title and a caption of average length. */
const TITLE = `harbour ${'stone '.repeat(8)}`.trim()
const CAPTION = `harbour ${'stone '.repeat(29)}`.trim()
export const EMPTY_DESCRIPTION = { documents: [], removed: [], events: [], removedEvents: [] }

/** The contract of every search index, which each adapter runs. */
export function searchIndexContract(name: string, open: OpenIndex): void {
  async function filled(t: TestContext, batch: Partial<IndexBatch>): Promise<OpenedIndex> {
    const index = await open(t)
    await index.apply({ ...EMPTY_DESCRIPTION, ...batch, position: 1 })
    return index
  }

  async function idsOf(index: OpenedIndex, query: Partial<SearchQuery>): Promise<readonly number[]> {
    const { ids, total } = await index.search(queryOf(query))
    assert.equal(total, ids.length, 'the total is that of all pages')
    return ids
  }

  describe(`${name} as a search index`, () => {
    it('advances with the change log, and never goes back', async (t) => {
      const index = await filled(t, { documents: [document(1, { title: 'river' })] })
      assert.equal(await index.position(), 1)
      await index.apply({ ...EMPTY_DESCRIPTION, removed: [1], position: 1 })
      assert.deepEqual(await idsOf(index, {}), [1], 'what it has taken in is not taken in again')
      await index.apply({ ...EMPTY_DESCRIPTION, documents: [document(1, { title: 'lake' })], position: 2 })
      assert.deepEqual(await idsOf(index, { text: words('river') }), [])
      assert.deepEqual(await idsOf(index, { text: words('lake') }), [1])
      await index.apply({ ...EMPTY_DESCRIPTION, removed: [1, 7], position: 3 })
      assert.deepEqual(await idsOf(index, {}), [])
      await index.clear(7)
      assert.deepEqual([await index.position(), await index.revision()], [0, 7])
    })

    it('accepts a batch that only removes documents and events', async (t) => {
      const documents = [1, 2, 3, 4].map((id) => document(id, { title: 'river' }))
      const index = await filled(t, { documents })
      await index.apply({ ...EMPTY_DESCRIPTION, removed: [1, 2, 3], removedEvents: [1, 2], position: 2 })
      assert.deepEqual(await idsOf(index, { text: words('river') }), [4])
      assert.equal(await index.position(), 2)
    })

    it('finds all words, any of them, phrases, variants, and documents without a word', async (t) => {
      const index = await filled(t, {
        documents: [
          document(1, { title: 'old bridge', caption: 'a river' }),
          document(2, { title: 'bridge old', keywords: 'stream' }),
          document(3, { context: 'old town' }),
        ],
      })
      const found = (text: Partial<TextQuery>) => idsOf(index, { text: textOf(text), sort: { by: 'oldest' } })
      assert.deepEqual(await found({ clauses: [[['old']], [['bridge']]] }), [1, 2])
      assert.deepEqual(await found({ match: 'any', clauses: [[['bridge']], [['town']]] }), [1, 2, 3])
      assert.deepEqual(await found({ clauses: [[['old', 'bridge']]] }), [1], 'side by side, in this order')
      assert.deepEqual(await found({ clauses: [[['river'], ['stream']]] }), [1, 2], 'any reading of a word')
      assert.deepEqual(await found({ clauses: [[['old']]], excluded: [[['river']]] }), [2, 3])
      assert.deepEqual(await found({ excluded: [[['bridge']]] }), [3], 'only what is left out')
      assert.deepEqual(await found({}), [], 'a text that wants nothing finds nothing')
      assert.deepEqual(await found({ clauses: [[['"old" OR town*']]] }), [], 'no term is an operator')
      assert.deepEqual(await found({ clauses: [[['t*'], ['stre*']]] }), [2, 3], 'words that begin like this')
      assert.deepEqual(await found({ clauses: [[['famil*']]] }), [], 'only words of texts')
      assert.equal(await index.countOf([['river'], ['stream']]), 2)
    })

    it('filters by what a record may leave open', async (t) => {
      const index = await filled(t, {
        documents: [1, 0, null].map((isExclusive, at) => document(at + 1, { values: { isExclusive } })),
      })
      const found = (value: number) => idsOf(index, { filters: [{ field: 'isExclusive', in: [value] }] })
      assert.deepEqual([await found(1), await found(0)], [[1], [2]])
    })

    it('ranks by field and exact word, and ranks pictures of a country higher', async (t) => {
      const index = await filled(t, {
        documents: [
          document(1, { context: 'river' }),
          document(2, { caption: 'river' }),
          document(3, { keywords: 'river' }),
          document(4, { title: 'river' }),
          document(5, { title: 'river', values: { country: 7 } }),
        ],
      })
      assert.deepEqual(await idsOf(index, { text: words('river') }), [5, 4, 3, 2, 1], 'equals: the newest id')
      assert.deepEqual(await idsOf(index, { text: words('river'), boostedCountry: 7 }), [5, 4, 3, 2, 1])
      const lifted = await filled(t, {
        documents: [
          document(1, { context: 'river', values: { country: 7 } }),
          document(2, { context: 'river' }),
          document(3, { title: 'river' }),
          document(4, { caption: 'other' }),
          document(5, { title: 'lake', written: writtenAs('lake') }),
          document(6, { title: 'lake', keywords: 'lake', written: writtenAs('lakes') }),
        ],
      })
      assert.deepEqual(await idsOf(lifted, { text: words('river') }), [3, 2, 1])
      assert.deepEqual(
        await idsOf(lifted, { text: words('river'), boostedCountry: 7 }),
        [3, 1, 2],
        'before its equals',
      )
      assert.deepEqual(
        await idsOf(lifted, { boostedCountry: 7 }),
        [1, 6, 5, 4, 3, 2],
        'without words: own ones first',
      )
      const noLake = textOf({ excluded: [[['lake']]] })
      assert.deepEqual(await idsOf(lifted, { text: noLake, boostedCountry: 7 }), [1, 4, 3, 2])
      const written = textOf({ clauses: [[['lake']]], preferred: ['lake'] })
      assert.deepEqual(await idsOf(lifted, { text: words('lake') }), [6, 5])
      assert.deepEqual(await idsOf(lifted, { text: written }), [5, 6])
    })

    it('ranks better, more popular and fresh editorial pictures higher, but below better matches', async (t) => {
      const editorial = (createdMs: number | null) => ({ values: { family: 'editorial', createdMs } })
      const index = await filled(t, {
        documents: [
          document(1, { title: 'river', values: { qualityRank: 1 } }),
          document(2, { title: 'river', values: { qualityRank: 2 } }),
          document(3, { title: 'river', values: { popularity: 300 } }),
          document(4, { title: 'river', values: { popularity: 3 } }),
          document(5, { title: 'river' }),
          document(6, { title: 'lake', ...editorial(99.5 * DAY_MS) }),
          document(7, { title: 'lake', ...editorial(80 * DAY_MS) }),
          document(8, { title: 'lake', values: { createdMs: 99 * DAY_MS } }),
          document(9, { title: 'lake', ...editorial(120 * DAY_MS) }),
          document(10, { title: 'lake', ...editorial(null) }),
          document(11, { title: TITLE }),
          document(12, {
            caption: CAPTION,
            values: {
              family: 'editorial',
              country: 7,
              qualityRank: 1,
              popularity: 1e6,
              createdMs: 100 * DAY_MS,
            },
          }),
        ],
      })
      assert.deepEqual(await idsOf(index, { text: words('river') }), [3, 1, 2, 4, 5])
      assert.deepEqual(await idsOf(index, { text: words('lake') }), [9, 6, 8, 7, 10], 'the newest')
      const onDay = { freshOn: 100, boostedCountry: 7 }
      assert.deepEqual(await idsOf(index, { text: words('lake'), ...onDay }), [9, 6, 7, 8, 10])
      assert.deepEqual(await idsOf(index, { text: words('harbour'), ...onDay }), [11, 12])
      const listed: SearchQuery['filters'] = [{ field: 'id', in: [7, 8, 10] }]
      assert.deepEqual(await idsOf(index, { text: words('lake'), filters: listed, ...onDay }), [7, 8, 10])
    })

    it('explains scores: they are those of the order, and the sum over words with all shares', async (t) => {
      const index = await filled(t, {
        documents: [
          document(1, { title: 'old river', caption: 'river' }),
          document(2, { title: 'river', values: { qualityRank: 1, country: 7 } }),
          document(3, { title: 'river', values: { family: 'editorial', createdMs: 100 * DAY_MS } }),
          document(4, { caption: 'old stone bridge' }),
          document(5, { caption: 'bridge' }),
        ],
      })
      const text = textOf({
        match: 'any',
        clauses: [[['river'], ['stream']], [['old']], [['stone', 'bridge']]],
      })
      const query = queryOf({ text, boostedCountry: 7, freshOn: 100 })
      const explained = await index.explain(query, [3, 1, 2, 4, 5, 9])
      assert.deepEqual(
        explained.map(({ id, words }) => [id, words.map(({ terms }) => terms.join(' '))]),
        [
          [3, ['river']],
          [1, ['river', 'old']],
          [2, ['river']],
          [4, ['old', 'stone bridge']],
        ],
      )
      const byScore = explained.toSorted((a, b) => b.score - a.score).map(({ id }) => id)
      assert.deepEqual(byScore, (await index.search(query)).ids)
      const shares = new Map([
        [2, 1 + OWN_COUNTRY_SHARE / SHARE_UNITS],
        [3, 1 + freshnessSteps(100)[0]!.share / SHARE_UNITS],
      ])
      for (const { id, words, score } of explained) {
        const sum = words.reduce((total, word) => total + word.score, 0)
        assert.ok(Math.abs(score / sum / (shares.get(id) ?? 1) - 1) < 0.01, `${id}: ${score} of ${sum}`)
      }
      assert.deepEqual(await index.explain({ ...query, sort: { by: 'newest' } }, [1]), [])
      assert.deepEqual(await index.explain({ ...query, text: null }, [1]), [])
    })

    it('sorts in every order', async (t) => {
      const values = (createdMs: number | null, popularity: number, qualityRank: number, pixels: number) => ({
        values: { createdMs, popularity, qualityRank, pixels },
      })
      const index = await filled(t, {
        documents: [
          document(1, values(300, 1, 3, 9)),
          document(2, values(100, 9, 1, 0)),
          document(3, values(null, 5, 2, 9)),
          document(4, values(200, 5, 2, 9)),
        ],
      })
      const sorted = (sort: SearchQuery['sort'], picturedFirst = false) =>
        idsOf(index, { sort, picturedFirst })
      assert.deepEqual(await sorted({ by: 'best' }), [1, 4, 2, 3], 'without words the newest')
      assert.deepEqual(await sorted({ by: 'newest' }), [1, 4, 2, 3])
      assert.deepEqual(await sorted({ by: 'newest' }, true), [1, 4, 3, 2], 'what has no file comes last')
      assert.deepEqual(await sorted({ by: 'oldest' }), [2, 4, 1, 3])
      assert.deepEqual(await sorted({ by: 'popular' }), [2, 4, 3, 1])
      assert.deepEqual(await sorted({ by: 'quality' }), [4, 3, 1, 2])
      for (const day of [20_000, 20_001]) {
        const expected = [1, 2, 3, 4].toSorted((a, b) => dailyShuffle(a, day) - dailyShuffle(b, day))
        assert.deepEqual(await sorted({ by: 'random', day }), expected)
      }
    })

    it('filters by all types of values', async (t) => {
      const index = await filled(t, {
        documents: [
          document(1, { tags: [tag('keyword', 5), tag('keyword', 6)], values: { series: 's' } }),
          document(2, { tags: [tag('keyword', 5), tag('event', 6)], values: { family: 'editorial' } }),
          document(3, { territories: { offered: true, countries: [7] }, values: { pixels: 500 } }),
          document(4, { territories: { offered: false, countries: [7] }, values: { pixels: 50 } }),
        ],
      })
      const passing = (...filters: SearchQuery['filters']) =>
        idsOf(index, { filters, sort: { by: 'oldest' } })
      assert.deepEqual(await passing({ field: 'family', in: ['editorial', 'other'] }), [2])
      assert.deepEqual(await passing({ field: 'series', notIn: ['s'] }), [2, 3, 4], 'what has none as well')
      assert.deepEqual(await passing({ field: 'pixels', from: 50, to: 499 }), [4])
      assert.deepEqual(await passing({ field: 'pixels', from: 50 }), [3, 4])
      assert.deepEqual(await passing({ tags: 'any', of: 'keyword', ids: [6, 8] }), [1])
      assert.deepEqual(await passing({ tags: 'all', of: 'keyword', ids: [5, 6] }), [1])
      assert.deepEqual(await passing({ tags: 'none', of: 'keyword', ids: [6] }), [2, 3, 4])
      assert.deepEqual(await passing({ offeredIn: 7 }), [1, 2, 3])
      assert.deepEqual(await passing({ offeredIn: 8 }), [1, 2, 4])
      const many = Array.from({ length: 5000 }, (_, id) => id + 3)
      assert.deepEqual(await passing({ field: 'id', in: many }), [3, 4], 'a list of any length')
      assert.deepEqual(await passing({ field: 'id', in: many }, { offeredIn: 8 }), [4], 'all of them')
    })

    it('filters by alternatives, each of several conditions', async (t) => {
      const index = await filled(t, {
        documents: [
          document(1, { values: { collectionId: 1, licenseModel: 'royaltyfree' } }),
          document(2, { values: { collectionId: 2, licenseModel: 'royaltyfree' } }),
          document(3, { values: { collectionId: 2, licenseModel: 'rightsmanaged', family: 'editorial' } }),
          document(4, { values: { collectionId: 3, licenseModel: 'rightsmanaged' } }),
        ],
      })
      const inAny = (...anyOf: readonly SearchQuery['filters'][]) =>
        idsOf(index, {
          filters: [{ field: 'family', in: ['creative'] }, { anyOf }],
          sort: { by: 'oldest' },
        })
      const royaltyFree = { field: 'licenseModel', in: ['royaltyfree'] } as const
      const collection = (id: number) => ({ field: 'collectionId', in: [id] }) as const
      assert.deepEqual(await inAny([collection(2), royaltyFree], [collection(3)]), [2, 4])
      assert.deepEqual(await inAny([royaltyFree], [collection(2)]), [1, 2], 'beside other filters')
      assert.deepEqual(await inAny([royaltyFree], []), [1, 2, 4], 'an alternative without conditions')
      assert.deepEqual(await inAny(), [], 'no alternative')
    })

    it('finds similar colours, and orders by colour and its share', async (t) => {
      const red = { l: 50, a: 60, b: 40 }
      const index = await filled(t, {
        documents: [
          document(1, { colours: [{ lab: red, share: 0.1 }] }),
          document(2, { colours: [{ lab: { ...red, l: 55 }, share: 0.9 }] }),
          document(3, { colours: [{ lab: { l: 90, a: 0, b: 0 }, share: 1 }] }),
        ],
      })
      assert.deepEqual(await idsOf(index, { sort: { by: 'colour', to: red } }), [2, 1, 3])
      assert.deepEqual(await idsOf(index, { filters: [{ colour: red, within: 4 }] }), [1])
    })

    it('finds documents with common tags, rare ones first, and never the asset itself', async (t) => {
      const common = tag('keyword', 1)
      const rare = tag('keyword', 2)
      const index = await filled(t, {
        documents: [
          document(1, { tags: [rare] }),
          ...[2, 3, 4, 5, 6].map((id) => document(id, { tags: [common] })),
          document(7, { tags: [common, rare] }),
          document(8),
        ],
      })
      const like = { assetId: 7, tags: [common, rare].map(({ of, id }) => ({ of, id, weight: 1 })) }
      assert.deepEqual(await idsOf(index, { like }), [1, 6, 5, 4, 3, 2])
    })

    it('counts facets of all matches by name, whatever the page', async (t) => {
      const index = await filled(t, {
        documents: [
          document(1, { tags: [tag('keyword', 1, 'Location'), tag('event', 3)], values: { artistId: 9 } }),
          document(2, {
            tags: [tag('keyword', 1, 'Location'), tag('keyword', 2, 'Age')],
            values: { artistId: 9 },
          }),
          document(3, { tags: [tag('keyword', 4, 'Location')], values: { family: 'editorial' } }),
        ],
      })
      const { facets } = await index.search({
        ...queryOf({ filters: [{ field: 'family', in: ['creative'] }] }),
        page: { offset: 0, size: 1 },
        facets: {
          places: { of: 'keyword', type: 'Location' },
          people: { of: 'keyword', type: 'SpecificPeople' },
          artists: { of: 'artist' },
          events: { of: 'event' },
        },
      })
      const counts = Object.entries(facets).map(([name, values]) => [
        name,
        values.map(({ id, count }) => [id, count]),
      ])
      const expected = { places: [[1, 2]], people: [], artists: [[9, 2]], events: [[3, 1]] }
      assert.deepEqual(Object.fromEntries(counts), expected)
    })

    it('finds similar words', async (t) => {
      const index = await filled(t, {
        documents: [
          document(1, { spelt: ['bridge', 'brigade'] }),
          document(2, { spelt: ['Fluß'], speltIn: 'de' }),
        ],
      })
      assert.deepEqual((await index.nearWords('brigde', 2)).sort(), ['bridge', 'brigade'])
      assert.deepEqual(await index.nearWords('brigxde', 1), ['brigade'])
      assert.deepEqual(await index.nearWords('fluss', 0), ['Fluß'])
      assert.deepEqual(await index.nearWords('ridge', 1), [], 'the first letter is right')
    })

    it('completes words and names by what matches a query, the most frequent first', async (t) => {
      const index = await filled(t, {
        documents: [
          document(1, named(['zürich', 'zug'], { title: 'lake', values: { collectionId: 3, artistId: 8 } })),
          document(2, named(['zürich'], { title: 'lake', tags: [tagged('keyword', 5), tagged('event', 6)] })),
          document(3, named(['zurich'], { tags: [tagged('keyword', 5), tagged('keyword', 7)] })),
          document(4, named(['zutritt'], { values: { family: 'editorial' }, tags: [tagged('keyword', 7)] })),
        ],
      })
      const complete = async (query: Partial<CompletionQuery>) =>
        (
          await index.complete({
            prefix: 'zu',
            kinds: NAME_KINDS,
            text: null,
            filters: [],
            language: 'en-US',
            limit: 9,
            ...query,
          })
        ).map((it) => `${it.kind} ${it.kind === 'word' ? it.word : it.id} ${it.count}`)
      const all = ['word zurich 3', 'word zug 1', 'word zutritt 1', 'keyword 7 2', 'keyword 5 2']
      assert.deepEqual(
        (await complete({})).sort(),
        [...all, 'artist 8 1', 'collection 3 1', 'event 6 1'].sort(),
      )
      assert.deepEqual(await complete({ kinds: ['word'], limit: 1 }), ['word zurich 3'])
      assert.deepEqual(await complete({ kinds: ['word'], text: words('lake') }), [
        'word zurich 2',
        'word zug 1',
      ])
      const creative = [{ field: 'family' as const, in: ['creative'] }]
      assert.deepEqual(await complete({ kinds: ['keyword'], filters: creative }), [
        'keyword 5 2',
        'keyword 7 1',
      ])
      assert.deepEqual(await complete({ kinds: ['keyword', 'event'], prefix: 'zum e' }), ['event 6 1'])
      assert.deepEqual(await complete({ text: words('nowhere') }), [])
      assert.deepEqual(await complete({ prefix: 'x' }), [])
      await index.apply({ ...EMPTY_DESCRIPTION, removed: [1, 4], position: 2 })
      assert.deepEqual(
        await complete({ kinds: ['word', 'artist'] }),
        ['word zurich 2'],
        'what is removed is not counted',
      )
    })

    it('completes equally frequent names in the order of their ids, whatever they were indexed with', async (t) => {
      const index = await open(t)
      for (const [position, ids] of [[9, 22], [30, 7], [100]].entries())
        await index.apply({
          ...EMPTY_DESCRIPTION,
          documents: ids.map((id) => document(id, named([], { tags: [tagged('keyword', id)] }))),
          position: position + 1,
        })
      const query = { prefix: 'zum', kinds: ['keyword'], text: null, filters: [], language: 'en-US' } as const
      const complete = async (limit: number) =>
        (await index.complete({ ...query, limit })).map((it) => it.kind === 'keyword' && it.id)
      assert.deepEqual(await complete(9), [7, 9, 22, 30, 100])
      assert.deepEqual(await complete(2), [7, 9])
    })

    it('completes words in the language of whoever types and in English, and others if there are none', async (t) => {
      const written = writtenAs('berlin bergwand berger chateau')
      const index = await filled(t, {
        documents: [
          document(1, { spelt: ['berlin'], written }),
          document(2, { spelt: ['bergwand'], speltIn: 'de' }),
          document(3, { spelt: ['berger', 'château'], speltIn: 'fr' }),
        ],
      })
      for (const [prefix, language, expected] of [
        ['ber', 'en-GB', ['berlin']],
        ['ber', 'de-AT', ['bergwand', 'berlin']],
        ['ber', 'fr', ['berger', 'berlin']],
        ['cha', 'de', ['château']],
      ] as const) {
        const query = { prefix, language, kinds: ['word'], text: null, filters: [], limit: 9 } as const
        const found = await index.complete(query)
        assert.deepEqual(
          found.map((it) => it.kind === 'word' && it.word).sort(),
          expected,
          `${prefix} ${language}`,
        )
      }
    })

    it('completes words as other assets than those that are searched spell them, and in their languages', async (t) => {
      const chateau = writtenAs('chateau')
      const found = [
        document(1, { title: 'river', spelt: ['château'], speltIn: 'fr', written: chateau }),
        document(2, { title: 'river', spelt: ['chapel'], written: writtenAs('chapel') }),
      ]
      const other = document(3, { title: 'lake', spelt: ['chateau'], written: chateau })
      const query = { prefix: 'cha', language: 'de', kinds: ['word'], filters: [], limit: 9 } as const
      for (const first of [found, [...found, other]]) {
        const index = await filled(t, { documents: first })
        await index.apply({ ...EMPTY_DESCRIPTION, documents: [other], position: 2 })
        assert.deepEqual(await index.complete({ ...query, text: words('river') }), [
          { kind: 'word', word: 'chapel', count: 1 },
          { kind: 'word', word: 'chateau', count: 1 },
        ])
      }
    })

    it('finds events by words, segment and date', async (t) => {
      const index = await filled(t, {
        events: [
          event(1, { name: 'final', startMs: 100, segments: [0, 3] }),
          event(2, { name: 'gala', context: 'final', startMs: 200, segments: [4] }),
          event(3, { name: 'final' }),
        ],
      })
      const found = async (query: Partial<Parameters<typeof index.searchEvents>[0]>) => {
        const all = { text: null, segment: null, startMs: { from: null, to: null }, sort: 'newest' as const }
        const { ids, total } = await index.searchEvents({ ...all, page: { offset: 0, size: 10 }, ...query })
        assert.equal(total, ids.length)
        return ids
      }
      assert.deepEqual(await found({}), [2, 1, 3], 'those without a date come last')
      assert.deepEqual(await found({ sort: 'oldest' }), [1, 2, 3])
      assert.deepEqual(await found({ text: words('final') }), [2, 1, 3])
      assert.deepEqual(await found({ segment: 3 }), [1])
      assert.deepEqual(await found({ startMs: { from: 150, to: 200 } }), [2])
      await index.apply({ ...EMPTY_DESCRIPTION, removedEvents: [2], position: 2 })
      assert.deepEqual(await found({}), [1, 3])
    })
  })

  describe(`pages of the best matches of ${name}`, () => {
    it('are consecutive if the filters pass half of the matches', async (t) => {
      await assertPages(t, (id) => id % 2 === 0)
    })

    it('are consecutive if the filters exclude the best matches', async (t) => {
      await assertPages(t, (id) => id % 10 > 4)
    })

    it('are consecutive if a hundred scores are equal and few are examined', async (t) => {
      await assertPages(t, () => true)
    })

    it('are consecutive if the filters exclude most matches', async (t) => {
      await assertPages(t, (id) => id % 10 === 0)
    })

    it('are consecutive if a few documents have the exact word', async (t) => {
      await assertPages(
        t,
        (id) => id % 2 === 0,
        (id) => id % 9 === 0,
      )
    })

    it('have others in the place of the best matches, if all of these were removed', async (t) => {
      const isBest = (id: number) => id % 64 === 0
      const documents = Array.from({ length: 1280 }, (_, id) =>
        document(id, { title: isBest(id) ? 'river' : `river ${'stone '.repeat(9)}` }),
      )
      const index = await filled(t, { documents })
      const removed = documents.map(({ id }) => id).filter(isBest)
      await index.apply({ ...EMPTY_DESCRIPTION, removed, position: 2 })
      const { total, ids } = await index.search(
        queryOf({ text: words('river'), page: { offset: 0, size: 3 } }),
      )
      assert.deepEqual({ total, ids }, { total: 1260, ids: [1279, 1278, 1277] })
    })
  })

  /** Reads 1,000 documents page by page, with and without facets, and in one piece. */
  async function assertPages(
    t: TestContext,
    isCreative: (id: number) => boolean,
    isWritten: (id: number) => boolean = () => false,
  ): Promise<void> {
    // The smaller the last digit, the better the match. Many match equally well, on seven days.
    const documents = Array.from({ length: 1000 }, (_, id) =>
      document(id, {
        title: `river ${'stone '.repeat(id % 10)}`,
        written: writtenAs(isWritten(id) ? 'river' : 'rivers'),
        values: { family: isCreative(id) ? 'creative' : 'editorial', createdMs: id % 7 },
      }),
    )
    const index = await filled(t, { documents })
    const page = (offset: number, size: number): SearchQuery => ({
      ...queryOf({ text: { ...words('river'), preferred: ['river'] } }),
      filters: [{ field: 'family', in: ['creative'] }],
      page: { offset, size },
    })
    const { total, ids } = await index.search(page(0, 1000))
    const passing = documents.filter(({ id }) => isCreative(id)).map(({ id }) => id)
    assert.equal(total, passing.length)
    assert.deepEqual(
      ids,
      passing.toSorted(
        (a, b) =>
          Number(isWritten(b)) - Number(isWritten(a)) || (a % 10) - (b % 10) || (b % 7) - (a % 7) || b - a,
      ),
    )
    for (const facets of [{}, { artists: { of: 'artist' as const } }]) {
      const pages: number[] = []
      for (let offset = 0; offset < total + PAGE_SIZE; offset += PAGE_SIZE) {
        const found = await index.search({ ...page(offset, PAGE_SIZE), facets })
        assert.equal(found.total, total)
        pages.push(...found.ids)
      }
      assert.deepEqual(pages, ids)
    }
  }
}

/** A document with these words, and tags with names that begin with "zu". */
const named = (spelt: readonly string[], given: NonNullable<Parameters<typeof document>[1]>) => {
  const ofTags = { keyword: 'keyword', event: 'event' } as const
  return {
    spelt,
    written: writtenAs(spelt.map(foldText).join(' ')),
    names: [
      ...(given.tags ?? []).map(({ of, id }) => ({
        kind: ofTags[of as 'keyword' | 'event'],
        id,
        folded: `zum ${of} ${id}`,
      })),
      ...(given.values?.artistId
        ? [{ kind: 'artist' as const, id: given.values.artistId, folded: 'zu' }]
        : []),
      ...(given.values?.artistId ? [{ kind: 'collection' as const, id: 3, folded: 'zu' }] : []),
    ],
    ...given,
    tags: [
      ...(given.tags ?? []),
      ...(given.values?.artistId ? [tagged('artist', given.values.artistId)] : []),
    ],
  }
}

const tagged = (of: TagKind, id: number) => ({ of, id, type: null })

const queryOf = (query: Partial<SearchQuery>): SearchQuery => ({
  text: null,
  filters: [],
  sort: { by: 'best' },
  page: { offset: 0, size: 100 },
  facets: {},
  ...query,
})

const textOf = (text: Partial<TextQuery>): TextQuery => ({
  match: 'all',
  clauses: [],
  excluded: [],
  preferred: [],
  emphasised: [],
  relaxedBelow: 0,
  ...text,
})

const words = (...terms: string[]): TextQuery => textOf({ clauses: terms.map((term) => [[term]]) })

const tag = (of: IndexDocument['tags'][number]['of'], id: number, type: string | null = null) => ({
  of,
  id,
  type,
})

const writtenAs = (title: string) => ({ title, keywords: '', caption: '', context: '' })

type Texts = Record<TextField, string>
/** Texts are terms joined by spaces here; words and names are those of the title. */
type Given = Partial<Omit<IndexDocument, 'id' | 'values' | TextField>> &
  Partial<Pick<IndexedPart, 'spelt' | 'speltIn' | 'labelWords' | 'names'>> &
  Partial<Texts> & { written?: Texts; values?: Partial<IndexDocument['values']> }

const NO_TEXTS = writtenAs('')
const termsOf = (text: string) => text.split(' ').filter((term) => term !== '')

export function document(id: number, { values, written = NO_TEXTS, ...given }: Given = {}): IndexDocument {
  const { title = '', keywords = '', caption = '', context = '', ...rest } = given
  const { spelt = [], speltIn = null, labelWords = [], names = [], ...others } = rest
  const partOf = (field: TextField, terms: string) => ({
    ...NO_PART,
    terms: termsOf(terms),
    written: termsOf(written[field]),
  })
  return {
    id,
    title: [partOf('title', title), { ...NO_PART, spelt, speltIn, labelWords, names }],
    keywords: [partOf('keywords', keywords)],
    caption: [partOf('caption', caption)],
    context: [partOf('context', context)],
    tags: [],
    territories: null,
    colours: [],
    ...others,
    values: {
      mediaKind: 'image',
      family: 'creative',
      orientation: null,
      fileType: null,
      graphicalStyle: 'photography',
      brand: 'ours',
      series: null,
      digitalSource: null,
      collectionId: 1,
      artistId: null,
      embedding: 0,
      licenseModel: 'royaltyfree',
      country: null,
      pixels: 0,
      qualityRank: 3,
      popularity: 0,
      createdMs: 0,
      visibleFromMs: 0,
      visibleUntilMs: 1,
      isReleased: 0,
      isExclusive: null,
      clipMs: null,
      frameRate: null,
      aspectRatio: null,
      lines: null,
      videoType: null,
      ...values,
    },
  }
}

const event = (
  id: number,
  {
    name = '',
    context = '',
    ...given
  }: Partial<Omit<IndexEvent, 'name' | 'context'> & { name: string; context: string }>,
): IndexEvent => ({
  id,
  name: termsOf(name),
  context: termsOf(context),
  startMs: null,
  segments: [],
  ...given,
})
