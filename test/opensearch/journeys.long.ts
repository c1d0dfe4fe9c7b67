import { it } from 'node:test'
import { startOpenSearch } from '../support/opensearch-server.ts'
import { runJourneys } from '../support/run-journeys.ts'

/** Journeys of searches, few enough to take little time. */
const JOURNEYS = ['test/journeys/{by-image,explain-ranking,filters,phrases,spelling,visibility}.test.ts']

it('a library with its index in OpenSearch passes the tests of searches', async (t) => {
  const server = await startOpenSearch(t)
  if (server === null) return
  const [search] = server.address('').split(/\/$/)
  await runJourneys(t, JOURNEYS, { VITRINE_TEST_SEARCH: search! })
})
