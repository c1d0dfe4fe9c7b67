import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readMapping } from '../../src/ingest/mapping/mapping.ts'
import { testData } from './test-data.ts'

/** Path of the mapping of the catalogue below. */
export const museumMapping = fileURLToPath(new URL('../../test/mappings/museum.yaml', import.meta.url))

/** Ingest options for a catalogue of 97,460 records of two museums, without files. */
export const museum = {
  manifest: testData('catalogue-museum.jsonl.gz'),
  format: 'json lines',
  mapping: readMapping(await readFile(museumMapping, 'utf8')),
} as const
