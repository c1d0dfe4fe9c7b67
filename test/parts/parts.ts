import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe } from 'node:test'
import { pathToFileURL } from 'node:url'
// Its hook has to belong to the process, not to the first test file that imports it.
import '../support/process-lifetime.ts'

const ROOT = join(import.meta.dirname, '..', '..')

/** The test files of each part of `npm test`; `NAME.part.ts` runs the part. */
export const PARTS = {
  clients: ['test/{client,clients,demo,web}/*.test.ts'],
  fidelity: ['test/fidelity/*.test.ts'],
  gate: ['test/gate/*.test.ts'],
  ingest: ['test/ingest/*.test.ts'],
  'journeys-of-customers': ['test/journeys/{boards,customers,feeds,oauth,rights,usage,webhooks}/*.test.ts'],
  'journeys-of-downloads': ['test/journeys/{downloads,purchases}/*.test.ts'],
  'journeys-of-searches': ['test/journeys/*.test.ts'],
  'journeys-of-videos': ['test/journeys/videos/*.test.ts'],
  media: ['test/{mappings,media,renditions,visual}/*.test.ts'],
  units: [
    'src/**/*.test.ts',
    'test/{contracts,docs,long,package,records,search}/*.test.ts',
    'test/*.test.ts',
  ],
} as const satisfies Record<string, readonly string[]>

/** The paths of a part's test files, relative to the repository. */
export const filesOf = (part: keyof typeof PARTS): string[] =>
  globSync(PARTS[part], { cwd: ROOT })
    .map((file) => file.replaceAll('\\', '/'))
    .sort()

/**
 * Runs the test files of a part one after the other in this process, each in a suite of its own, so that its hooks are
 * run with that suite. With a process for each file, `npm test` would take twice as long: most of them would spend more
 * time on loading the program than on testing it.
 */
export function runPart(part: keyof typeof PARTS): void {
  for (const file of filesOf(part))
    describe(file, async () => {
      await import(pathToFileURL(join(ROOT, file)).href)
    })
}
