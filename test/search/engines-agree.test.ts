import assert from 'node:assert/strict'
import { join } from 'node:path'
import { it, type TestContext } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { openEmbeddedIndex } from '../../src/search/embedded/embedded-index.ts'
import { openFts5Index } from '../../src/search/fts5/fts5-index.ts'
import type { TextQuery } from '../../src/search/query.ts'
import type { IndexBatch, IndexDocument } from '../../src/search/search-index.ts'
import { document, EMPTY_DESCRIPTION } from '../contracts/search-index.ts'
import { temporaryFolder } from '../support/library.ts'
import { changeOf, mostFrequent, queryOf, sortedFacets } from './random-searches.ts'

const BATCHES = 30
const QUERIES_PER_BATCH = 40
const SEED = 20_261

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
        asked.sort.by === 'best' && (asked.text || asked.like) ? ids.toSorted((a, b) => a - b) : [...ids]
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
