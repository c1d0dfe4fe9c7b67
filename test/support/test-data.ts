import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/**
 * Returns a path in the test data outside of the repository, located by VITRINE_TEST_DATA. Without it the test is skipped,
 * or fails if VITRINE_TEST_NO_SKIP=1, and null is returned.
 */
export function testData(t: TestContext, ...path: string[]): string | null {
  const root = process.env.VITRINE_TEST_DATA
  if (!root) return nothing(t, 'VITRINE_TEST_DATA is not set: this test needs the test data.')
  const found = join(root, ...path)
  return existsSync(found) ? found : nothing(t, `${path.join('/')} is not in VITRINE_TEST_DATA.`)
}

/** Returns whether a program is on the PATH; if not, the test is skipped or fails as with `testData`. */
export function hasTool(t: Pick<TestContext, 'skip'>, name: string, ...versionFlag: string[]): boolean {
  const { error } = spawnSync(name, versionFlag, { stdio: 'ignore' })
  if (!error) return true
  skip(t, `${name} is not installed: this test needs it.`)
  return false
}

/** Skips a test, or fails it if VITRINE_TEST_NO_SKIP=1. */
export function skip(t: Pick<TestContext, 'skip'>, reason: string): void {
  if (process.env.VITRINE_TEST_NO_SKIP === '1') throw new Error(reason)
  t.skip(reason)
}

function nothing(t: TestContext, reason: string): null {
  skip(t, reason)
  return null
}
