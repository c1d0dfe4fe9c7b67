import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { describe, it, type TestContext } from 'node:test'
import { startPostgres } from '../support/postgres-server.ts'

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
    const files = JOURNEYS.flatMap((pattern) => globSync(pattern))
    const { NODE_TEST_CONTEXT: _, ...environment } = process.env
    const child = spawn(process.execPath, ['--test', '--test-concurrency=2', ...files], {
      env: { ...environment, VITRINE_TEST_POSTGRES: postgres.address('postgres') },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [report, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
    assert.equal(code, 0, report.slice(report.indexOf('failing tests:')))
    t.diagnostic(`${/^ℹ pass (\d+)$/m.exec(report)?.[1]} tests`)
  })
})
