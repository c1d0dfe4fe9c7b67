import assert from 'node:assert/strict'
import { join } from 'node:path'
import { it, type TestContext } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { NAME_KINDS } from '../../src/search/completion.ts'
import { openEmbeddedIndex } from '../../src/search/embedded/embedded-index.ts'
import { openFts5Index } from '../../src/search/fts5/fts5-index.ts'
import type { TextQuery } from '../../src/search/query.ts'
import type { IndexBatch, IndexDocument } from '../../src/search/search-index.ts'
import { document, EMPTY_DESCRIPTION } from '../contracts/search-index.ts'
import { temporaryFolder } from '../support/library.ts'
import { changeOf, completionOf, queryOf, sortedFacets, topFacets } from './random-searches.ts'

const BATCHES = 30
const QUERIES_PER_BATCH = 30
const SEED = 20_261
/** What has names that are not words. */
const NAMES = NAME_KINDS.filter((kind) => kind !== 'word')

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
      const facets = topFacets(asked.facets, expected.facets)
      assert.deepEqual(sortedFacets(found.facets), sortedFacets(facets), said)
      // Engines score by formulas of their own.
      const hasOwnOrder = asked.sort.by === 'best' && (asked.text?.clauses.length ?? 0) > 0
      const isWhole = found.total <= found.ids.length
      const inOrder = (ids: readonly number[]) => (hasOwnOrder ? ids.toSorted((a, b) => a - b) : [...ids])
      if (isWhole || !hasOwnOrder) assert.deepEqual(inOrder(found.ids), inOrder(expected.ids), said)
      if (query % 4 > 0) continue
      const completed = { ...completionOf(random), kinds: NAMES }
      assert.deepEqual(
        await embedded.complete(completed),
        await fts5.complete(completed),
        JSON.stringify(completed),
      )
    }
  }
})

it('what is found, its order and what explains it do not depend on how documents are divided into segments', async (t) => {
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
    const asked = { ...queryOf(random), page: { offset: 0, size: latest.size } }
    const said = JSON.stringify(asked)
    const [expected, found] = await Promise.all([atOnce.search(asked), gradual.search(asked)])
    assert.deepEqual(found.ids, expected.ids, said)
    assert.deepEqual(sortedFacets(found.facets), sortedFacets(expected.facets), said)
    const page = { offset: random(60), size: 1 + random(20) }
    const { ids } = await gradual.search({ ...asked, page })
    assert.deepEqual(ids, found.ids.slice(page.offset, page.offset + page.size), `${said} ${page.offset}`)
    assert.deepEqual(await gradual.explain(asked, ids), await atOnce.explain(asked, ids), said)
    const completed = { ...completionOf(random), kinds: NAMES }
    assert.deepEqual(
      await gradual.complete(completed),
      await atOnce.complete(completed),
      JSON.stringify(completed),
    )
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
  const query = asked(words(64, 4, 2), 'any')
  const { ids } = await embedded.search(query)
  assert.equal((await embedded.explain(query, ids)).length, ids.length)
  // Larger ones are refused, and leave nothing behind.
  await assert.rejects(async () => embedded.search(asked(words(64, 20, 2))), {
    code: 'InvalidParameterValue',
  })
  assert.equal((await embedded.search(asked([[['w1']]]))).total, 343)
})

const inMemory = async (t: TestContext) =>
  openEmbeddedIndex(join(await temporaryFolder(t), 'index'), () => () => {})
