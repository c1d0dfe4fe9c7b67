import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import type { TestContext } from 'node:test'

/** Runs test files in a process of their own, with variables that say where the libraries of tests are (`library.ts`). */
export async function runJourneys(
  t: TestContext,
  patterns: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<void> {
  const files = patterns.flatMap((pattern) => globSync(pattern))
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env
  const child = spawn(process.execPath, ['--test', '--test-concurrency=2', ...files], {
    env: { ...environment, ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [report, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  assert.equal(code, 0, report.slice(report.indexOf('failing tests:')))
  t.diagnostic(`${/^ℹ pass (\d+)$/m.exec(report)?.[1]} tests`)
}
