import { describe, it, type TestContext } from 'node:test'
import { startPostgres } from '../support/postgres-server.ts'
import { runJourneys } from '../support/run-journeys.ts'

/** Journeys that write, or read in many ways; none that depends on the files of SQLite. */
const JOURNEYS = [
  'test/journeys/boards/*.test.ts',
  'test/journeys/downloads/{counting,first-download,histories,periods,receipts}.test.ts',
  'test/journeys/feeds/*.test.ts',
  'test/journeys/filters.test.ts',
  'test/journeys/oauth/*.test.ts',
  'test/journeys/purchases/*.test.ts',
  'test/journeys/rights/*.test.ts',
  'test/journeys/usage/*.test.ts',
  'test/journeys/visibility.test.ts',
  'test/journeys/webhooks/*.test.ts',
]

describe('a library with its records in PostgreSQL', () => {
  it('passes the tests of journeys', async (t: TestContext) => {
    const postgres = await startPostgres(t)
    if (postgres === null) return
    await runJourneys(t, JOURNEYS, { VITRINE_TEST_POSTGRES: postgres.address('postgres') })
  })
})
