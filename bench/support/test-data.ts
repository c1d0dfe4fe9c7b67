import { join } from 'node:path'

/** Returns a path in the test data folder VITRINE_TEST_DATA; without it, the benchmark ends. */
export function testData(...parts: string[]): string {
  const root = process.env.VITRINE_TEST_DATA
  if (root !== undefined) return join(root, ...parts)
  process.stderr.write('This benchmark needs the test data: set VITRINE_TEST_DATA to its folder.\n')
  process.exit(2)
}
