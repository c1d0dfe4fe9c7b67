import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { skip } from '../support/test-data.ts'

const CACHE = process.env.VITRINE_TEST_CACHE ?? join(homedir(), '.cache', 'vitrine')

/** The path of a file that install-generators.sh installs. */
export const tool = (...path: string[]) => join(CACHE, 'openapi-tools', ...path)

/** Returns whether install-generators.sh has installed these files; if not, the test is skipped or fails. */
export function areInstalled(t: TestContext, ...files: string[]): boolean {
  const missing = files.find((file) => !existsSync(file))
  if (missing === undefined) return true
  skip(t, `${missing} is missing: run test/clients/install-generators.sh.`)
  return false
}
