import { join } from 'node:path'

/** A folder of the test data, which VITRINE_TEST_DATA names. Without it there is nothing to measure. */
export function testData(...parts: string[]): string {
  const root = process.env.VITRINE_TEST_DATA
  if (root !== undefined) return join(root, ...parts)
  process.stderr.write('This benchmark needs the test data: set VITRINE_TEST_DATA to its folder.\n')
  process.exit(2)
}
