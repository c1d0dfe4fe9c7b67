import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { it } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { openEmbeddedIndex } from '../../src/search/embedded/embedded-index.ts'
import type { SearchQuery } from '../../src/search/query.ts'
import { changeOf, queryOf, sortedFacets } from '../search/random-searches.ts'
import { temporaryFolder } from '../support/library.ts'
import { startOpenSearch } from '../support/opensearch-server.ts'
import { openOn } from './open-on.ts'

const BATCHES = 8
const QUERIES_PER_BATCH = 60
const SEED = 20_262

it('OpenSearch finds, counts and orders what the embedded index does, while documents change', async (t) => {
  const server = await startOpenSearch(t)
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
      if (!mayDiffer(asked)) compared++
      const inOrder = (ids: readonly number[]) =>
        mayDiffer(asked) ? ids.toSorted((a, b) => a - b) : [...ids]
      assert.deepEqual(inOrder(found.ids), inOrder(expected.ids), said)
    }
  }
  t.diagnostic(`${compared} orders of ${BATCHES * QUERIES_PER_BATCH} were compared`)
})

/** Scores of phrases differ, and lifted ones by their fractions. */
function mayDiffer({ sort, text, boostedCountry, freshOn }: SearchQuery): boolean {
  if (sort.by !== 'best' || text === null) return false
  const isPhrase = text.clauses.some((clause) => clause.some((terms) => terms.length > 1))
  return isPhrase || boostedCountry != null || freshOn != null
}
