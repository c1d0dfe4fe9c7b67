import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { openEmbeddedIndex } from '../../src/search/embedded/embedded-index.ts'
import type { SearchQuery } from '../../src/search/query.ts'
import { document, EMPTY_DESCRIPTION } from '../contracts/search-index.ts'
import { changeOf, queryOf, sortedFacets } from '../search/random-searches.ts'
import { temporaryFolder } from '../support/library.ts'
import { startOpenSearch } from '../support/opensearch-server.ts'
import { suiteServer } from '../support/suite-server.ts'
import { openOn } from './open-on.ts'

const BATCHES = 8
const QUERIES_PER_BATCH = 60
const SEED = 20_262
/** More than OpenSearch is asked for at first. */
const MANY_VALUES = 5000

describe('OpenSearch', () => {
  const serverFor = suiteServer(startOpenSearch)

  it('finds, counts and orders what the embedded index does, while documents change', async (t) => {
    const server = serverFor(t)
    if (server === null) return
    const random = randomFrom(SEED).below
    const name = randomUUID()
    const embedded = openEmbeddedIndex(join(await temporaryFolder(t), 'index'), () => () => {})
    let compared = 0
    for (let batch = 1; batch <= BATCHES; batch++) {
      const change = changeOf(random, batch)
      // Another one keeps what words weighed before.
      const theirs = openOn(t, server, name)
      await theirs.apply(change)
      await embedded.apply(change)
      for (let query = 0; query < QUERIES_PER_BATCH; query++) {
        const asked = queryOf(random)
        const [expected, found] = await Promise.all([embedded.search(asked), theirs.search(asked)])
        const said = `batch ${batch}: ${JSON.stringify(asked)}`
        assert.equal(found.total, expected.total, said)
        assert.deepEqual(sortedFacets(found.facets), sortedFacets(expected.facets), said)
        if (!mayDiffer(asked)) {
          compared++
          assert.deepEqual(found.ids, expected.ids, said)
        } else if (found.total <= found.ids.length)
          assert.deepEqual(found.ids.toSorted(), expected.ids.toSorted(), said)
      }
    }
    t.diagnostic(`${compared} orders of ${BATCHES * QUERIES_PER_BATCH} were compared`)
  })

  it('counts any number of values, and refuses searches that are too large for it', async (t) => {
    const server = serverFor(t)
    if (server === null) return
    const index = openOn(t, server)
    const tags = Array.from({ length: MANY_VALUES }, (_, id) => ({
      of: 'keyword' as const,
      id,
      type: 'Keyword',
    }))
    const documents = [document(1, { tags }), document(2, { tags: tags.slice(0, 3) })]
    await index.apply({ ...EMPTY_DESCRIPTION, documents, position: 1 })
    const countsOf = async (top: object) => {
      const facets = { subjects: { of: 'keyword', type: 'Keyword', ...top } } as const
      return (await index.search({ ...ALL, facets })).facets.subjects
    }
    assert.equal((await countsOf({})).length, MANY_VALUES)
    assert.equal((await countsOf({ top: 3 })).length, 3)
    assert.equal((await countsOf({ top: 4 })).length, MANY_VALUES, 'all that are as frequent as the fourth')
    const clauses = Array.from({ length: 64 }, (_, clause) =>
      Array.from({ length: 20 }, (_, reading) => [`w${clause}`, `w${reading}`]),
    )
    const text = {
      match: 'any',
      clauses,
      excluded: [],
      preferred: [],
      emphasised: [],
      relaxedBelow: 0,
    } as const
    await assert.rejects(index.search({ ...ALL, text }), { code: 'InvalidParameterValue' })
  })
})

const ALL = {
  text: null,
  filters: [],
  sort: { by: 'newest' },
  page: { offset: 0, size: 5 },
  facets: {},
} as const

/** Scores of phrases differ, and lifted ones by their fractions. */
function mayDiffer({ sort, text, boostedCountry, freshOn }: SearchQuery): boolean {
  if (sort.by !== 'best' || text === null) return false
  const isPhrase = text.clauses.some((clause) => clause.some((terms) => terms.length > 1))
  return isPhrase || boostedCountry != null || freshOn != null
}
