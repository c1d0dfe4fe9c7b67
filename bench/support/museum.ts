import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readMapping } from '../../src/ingest/mapping/mapping.ts'
import { testData } from './test-data.ts'

/** The mapping of the catalogue below, as a file. */
export const museumMapping = fileURLToPath(new URL('../../test/mappings/museum.yaml', import.meta.url))

/** A catalogue of 97,460 records of two museums, without files, as options of an ingest. */
export const museum = {
  manifest: testData('catalogue-museum.jsonl.gz'),
  format: 'json lines',
  mapping: readMapping(await readFile(museumMapping, 'utf8')),
} as const
