import assert from 'node:assert/strict'
import { join } from 'node:path'
import { it, type TestContext } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { openEmbeddedIndex } from '../../src/search/embedded/embedded-index.ts'
import { openFts5Index } from '../../src/search/fts5/fts5-index.ts'
import type { Filter, SearchQuery, TextQuery } from '../../src/search/query.ts'
import type { IndexBatch, IndexDocument } from '../../src/search/search-index.ts'
import { document, EMPTY_DESCRIPTION } from '../contracts/search-index.ts'
import { temporaryFolder } from '../support/library.ts'

const BATCHES = 30
const QUERIES_PER_BATCH = 40
const SEED = 20_261
const DAY_MS = 86_400_000

it('the embedded index finds, counts and orders what FTS5 does, while documents change', async (t) => {
  const random = randomFrom(SEED).below
  const fts5 = await openFts5Index(join(await temporaryFolder(t), 'index.db'), () => () => {})
  t.after(() => fts5.close())
  const embedded = await inMemory(t)
  for (let batch = 1; batch <= BATCHES; batch++) {
    const change = changeOf(random, batch)
    await fts5.apply(change)
    await embedded.apply(change)
    for (let query = 0; query < QUERIES_PER_BATCH; query++) {
      const asked = queryOf(random)
      const [expected, found] = await Promise.all([fts5.search(asked), embedded.search(asked)])
      const said = `batch ${batch}: ${JSON.stringify(asked)}`
      assert.equal(found.total, expected.total, said)
      assert.deepEqual(sortedFacets(found.facets), sortedFacets(expected.facets), said)
      const { artists, places } = asked.facets
      const few = await embedded.search({
        ...asked,
        facets: artists && places ? { artists: { ...artists, top: 2 }, places: { ...places, top: 2 } } : {},
      })
      assert.deepEqual(sortedFacets(few.facets), sortedFacets(mostFrequent(expected.facets, 2)), said)
      // Engines score by formulas of their own.
      const inOrder = (ids: readonly number[]) =>
        asked.sort.by === 'best' && asked.text !== null ? ids.toSorted((a, b) => a - b) : [...ids]
      assert.deepEqual(inOrder(found.ids), inOrder(expected.ids), said)
    }
  }
})

it('the order of the best matches does not depend on when documents were added', async (t) => {
  const random = randomFrom(SEED + 1).below
  const changes = Array.from({ length: 20 }, (_, index) => changeOf(random, index + 1))
  const [gradual, atOnce] = [await inMemory(t), await inMemory(t)]
  const latest = new Map<number, IndexDocument>()
  for (const change of changes) {
    await gradual.apply(change)
    for (const id of change.removed) latest.delete(id)
    for (const one of change.documents) latest.set(one.id, one)
  }
  await atOnce.apply({ ...EMPTY_DESCRIPTION, documents: [...latest.values()], position: 1 })
  for (let query = 0; query < 300; query++) {
    const asked = queryOf(random)
    const all = (await gradual.search(asked)).ids
    const few = { ...asked.page, size: Math.min(20, asked.page.size) }
    const best = await gradual.search({ ...asked, page: few })
    assert.deepEqual(best.ids, all.slice(0, few.size), 'no block with one of the best is skipped')
    assert.deepEqual(all, (await atOnce.search(asked)).ids, JSON.stringify(asked))
  }
})

it('both answer queries of the largest size', async (t) => {
  const fts5 = await openFts5Index(join(await temporaryFolder(t), 'index.db'), () => () => {})
  t.after(() => fts5.close())
  const embedded = await inMemory(t)
  const all = Array.from({ length: 200 }, (_, word) => `w${word}`)
  const change = {
    ...EMPTY_DESCRIPTION,
    documents: Array.from({ length: 400 }, (_, id) =>
      document(id + 1, {
        title: all.filter((_, word) => (word * (id + 3)) % 7 !== 0).join(' '),
        tags: Array.from({ length: id === 0 ? 20_000 : 5 }, (_, tag) => ({
          of: 'keyword',
          id: tag + 1,
          type: 'Keyword',
        })),
      }),
    ),
    position: 1,
  } satisfies IndexBatch
  await fts5.apply(change)
  await embedded.apply(change)
  const words = (count: number, readings: number, length: number) =>
    Array.from({ length: count }, (_, clause) =>
      Array.from({ length: readings }, (_, reading) =>
        Array.from({ length }, (_, at) => all[(clause * readings + reading + at) % all.length]!),
      ),
    )
  const asked = (clauses: TextQuery['clauses'], match: TextQuery['match'] = 'all') => ({
    text: { match, clauses, excluded: [], preferred: [], emphasised: [], relaxedBelow: 0 },
    filters: Array.from({ length: 30 }, (_, at) => ({
      tags: 'any' as const,
      of: 'keyword' as const,
      ids: [1, at + 2],
    })),
    sort: { by: 'best' as const },
    page: { offset: 0, size: 100 },
    facets: { subjects: { of: 'keyword' as const, type: 'Keyword' as const } },
  })
  for (const clauses of [words(64, 10, 1), words(64, 4, 2), words(64, 3, 5)])
    for (const match of ['all', 'any'] as const) {
      const query = asked(clauses, match)
      const [expected, found] = await Promise.all([fts5.search(query), embedded.search(query)])
      assert.equal(found.total, expected.total)
      assert.deepEqual(sortedFacets(found.facets), sortedFacets(expected.facets))
    }
  // Larger ones are refused, and leave nothing behind.
  await assert.rejects(async () => embedded.search(asked(words(64, 20, 2))), {
    code: 'InvalidParameterValue',
  })
  assert.equal((await embedded.search(asked([[['w1']]]))).total, 343)
})

const inMemory = async (t: TestContext) =>
  openEmbeddedIndex(join(await temporaryFolder(t), 'index'), () => () => {})

const WORDS = Array.from({ length: 40 }, (_, index) => `w${index}`)

/** Returns an integer from 0 up to but excluding a limit. */
type Random = (limit: number) => number

const some = <T>(random: Random, most: number, make: () => T): T[] =>
  Array.from({ length: random(most + 1) }, make)
/** Low numbers are much more frequent than high ones. */
const skewed = (random: Random, below: number) => Math.min(random(below), random(below))
const word = (random: Random) => WORDS[skewed(random, WORDS.length)]!
const pick = <T>(random: Random, values: readonly T[]): T => values[random(values.length)]!

function changeOf(random: Random, position: number): IndexBatch {
  const ids = new Set(some(random, 60, () => 1 + random(400)))
  const removed = some(random, 8, () => 1 + random(400)).filter((id) => !ids.has(id))
  return {
    ...EMPTY_DESCRIPTION,
    documents: [...ids].map((id) => randomDocument(random, id)),
    removed,
    position,
  }
}

function randomDocument(random: Random, id: number): IndexDocument {
  const text = (most: number) => some(random, most, () => word(random)).join(' ')
  const texts = { title: text(6), keywords: text(10), caption: text(12), context: text(3) }
  const countries = [...new Set(some(random, 2, () => 1 + random(3)))]
  return document(id, {
    ...texts,
    written: texts,
    tags: [...new Set(some(random, 5, () => skewed(random, 30)))].map((tag) => ({
      of: tag % 5 === 0 ? 'event' : 'keyword',
      id: tag,
      type: tag % 5 === 0 ? null : tag % 2 ? 'Location' : 'Age',
    })),
    territories: random(4) === 0 ? { offered: random(2) === 0, countries } : null,
    colours: some(random, 3, () => ({
      lab: { l: random(100), a: random(60) - 30, b: random(60) - 30 },
      share: (1 + random(9)) / 10,
    })),
    values: {
      family: pick(random, ['creative', 'editorial']),
      series: pick(random, [null, null, 'one', 'two']),
      artistId: pick(random, [null, 1, 2, 3]),
      collectionId: 1 + skewed(random, 6),
      country: pick(random, [null, 1, 2]),
      pixels: pick(random, [0, 500, 1000, 2_000_000]),
      qualityRank: 1 + random(3),
      popularity: skewed(random, 20),
      createdMs: pick(random, [
        null,
        ...[1, 2, 3, 4, 5, 6].map((day) => day * 1000),
        10 * DAY_MS,
        15 * DAY_MS,
        19 * DAY_MS,
      ]),
      visibleFromMs: random(5) === 0 ? random(9) : 0,
      visibleUntilMs: random(5) === 0 ? random(9) : 8_640_000_000_000_000,
      isExclusive: pick(random, [null, 0, 1]),
    },
  })
}

function queryOf(
  random: Random,
): SearchQuery<Record<string, { of: 'artist' } | { of: 'keyword'; type: 'Location' }>> {
  const clause = () =>
    Array.from({ length: 1 + random(2) }, () =>
      Array.from({ length: 1 + (random(4) === 0 ? 1 : 0) }, () => word(random)),
    )
  const hasText = random(3) > 0
  const clauses = hasText ? some(random, 3, clause) : []
  const size = 1 + random(400)
  return {
    text: hasText
      ? {
          match: pick(random, ['all', 'any']),
          clauses,
          excluded: some(random, 1, clause),
          preferred: clauses.length === 1 ? [word(random)] : [],
          emphasised: [],
          relaxedBelow: 0,
        }
      : null,
    filters: some(random, 3, () => filterOf(random)),
    sort: pick(random, [
      { by: 'best' },
      { by: 'newest' },
      { by: 'oldest' },
      { by: 'popular' },
      { by: 'quality' },
      { by: 'random', day: random(3) },
      { by: 'colour', to: { l: 50, a: 10, b: -10 } },
    ] as const),
    picturedFirst: random(3) === 0,
    boostedCountry: random(4) === 0 ? 1 : null,
    freshOn: random(2) === 0 ? 20 : null,
    page: { offset: hasText ? 0 : random(30), size: hasText ? 400 : size },
    facets: random(2) === 0 ? {} : { artists: { of: 'artist' }, places: { of: 'keyword', type: 'Location' } },
  }
}

function filterOf(random: Random, depth = 0): Filter {
  const ids = () => [...new Set(some(random, 3, () => skewed(random, 30)))]
  return pick<() => Filter>(random, [
    () => ({ field: 'family', in: [pick(random, ['creative', 'editorial'])] }),
    () => ({ field: 'series', notIn: ['one'] }),
    () => ({ field: 'collectionId', in: [1, 1 + random(6)] }),
    () => ({ field: 'id', in: some(random, 200, () => random(450)) }),
    () => ({ field: 'createdMs', from: random(7) * 1000 }),
    () => ({ field: 'createdMs', to: random(7) * 1000 }),
    () => ({ field: 'visibleFromMs', to: random(9) }),
    () => ({ field: 'visibleUntilMs', from: random(9) }),
    () => ({ field: 'pixels', from: pick(random, [0, 1, 600]), to: pick(random, [500, 1000, 3_000_000]) }),
    () => ({ field: 'qualityRank', from: 1 + random(3) }),
    () => ({
      tags: pick(random, ['any', 'all', 'none'] as const),
      of: 'keyword',
      ids: ids().filter((id) => id % 5 !== 0),
    }),
    () => ({ tags: 'any', of: 'event', ids: [0, 5] }),
    () => ({ offeredIn: 1 + random(4) }),
    () => ({ colour: { l: 50, a: 0, b: 0 }, within: 5 + random(40) }),
    () => ({
      anyOf: depth > 1 ? [] : some(random, 2, () => some(random, 2, () => filterOf(random, depth + 1))),
    }),
  ])()
}

/** Returns the values with the `top` highest counts, and those as frequent as the last of them. */
function mostFrequent(
  facets: Readonly<Record<string, readonly { id: number; count: number }[]>>,
  top: number,
) {
  return Object.fromEntries(
    Object.entries(facets).map(([name, values]) => {
      const least = values.map(({ count }) => count).sort((a, b) => b - a)[top - 1] ?? 0
      return [name, values.filter(({ count }) => count >= least)]
    }),
  )
}

function sortedFacets(facets: object): object {
  return Object.fromEntries(
    Object.entries(facets as Record<string, { id: number; count: number }[]>).map(([name, values]) => [
      name,
      values.map(({ id, count }) => [id, count]).toSorted(([a], [b]) => a! - b!),
    ]),
  )
}
