import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Library } from '../../src/compose.ts'
import { ingestManifest, type ManifestSummary } from '../../src/ingest/manifest/ingest-manifest.ts'
import { manifestFormat } from '../../src/ingest/manifest/open-manifest.ts'
import type { LineOutcome } from '../../src/ingest/manifest/prepared-record.ts'
import { type Mapping, readMapping } from '../../src/ingest/mapping/mapping.ts'
import { catchUp } from '../../src/search/indexer.ts'
import { emptyLibrary, temporaryFolder } from './library.ts'

/** Records of a picture desk: an event and its sub-event, a collection, a keyword, and an editorial picture with all of them. */
export const DESK_RECORDS = [
  { kind: 'event', id: 'e1', name: 'Lakeside Run', 'name.de': 'Seelauf', start_date: '2024-05-11' },
  { kind: 'event', id: 'e2', name: 'Finish', parent_event_id: 'e1' },
  { kind: 'collection', id: 'c1', name: 'Desk', code: 'dsk', territories: { deny: ['US'] } },
  { kind: 'keyword', text: 'dog', 'text.de': 'Hund', synonyms: ['hound'] },
  {
    id: 'p1',
    family: 'editorial',
    title: { en: 'Start', de: 'Der Start' },
    collection: 'Desk',
    event_ids: ['e1', 'e2'],
    editorial_segments: 'sport',
    keywords: ['dog'],
    people: ['Bo Sample'],
    date_created: '-0206-01-05',
    city: 'Bergen',
    country_code: 'NO',
    artist: 'Ada Example',
  },
] as const

/** Reads a mapping from test/mappings/. */
export async function mappingNamed(name: string): Promise<Mapping> {
  return readMapping(await readFile(mappingPath(name), 'utf8'))
}

export const mappingPath = (name: string): string =>
  new URL(`../mappings/${name}.yaml`, import.meta.url).pathname

/** Ingests a manifest, or its first `records`, and makes it searchable. */
export async function ingestRecords(
  library: Library,
  manifest: string,
  {
    source,
    mapping,
    records = Number.POSITIVE_INFINITY,
  }: { source?: string; mapping?: string; records?: number } = {},
): Promise<{ summary: ManifestSummary; outcomes: (LineOutcome & { assetId?: number })[] }> {
  const outcomes: LineOutcome[] = []
  const enough = new AbortController()
  const summary = await ingestManifest(library, {
    manifest,
    format: (await manifestFormat(manifest))!,
    signal: enough.signal,
    ...(source !== undefined && { source }),
    ...(mapping !== undefined && { mapping: await mappingNamed(mapping) }),
    onOutcome(outcome) {
      outcomes.push(outcome)
      if (outcomes.length >= records) enough.abort()
    },
  })
  await catchUp(library)
  return { summary, outcomes }
}

/** Returns a JSON Lines manifest of records, or of literal lines. */
export const lines = (...records: unknown[]) =>
  records.map((it) => `${typeof it === 'string' ? it : JSON.stringify(it)}\n`).join('')

/** Opens an empty library, with a folder for manifests and files. */
export async function world(t: Pick<TestContext, 'after'>) {
  const folder = await temporaryFolder(t)
  const library = await emptyLibrary(t)
  const write = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }
  return { folder, library, write }
}
