import { IdCache } from '../src/catalogue/id-cache.ts'
import { addAsset } from '../src/catalogue/save-asset.ts'
import type { Library } from '../src/compose.ts'
import { ingestManifest } from '../src/ingest/manifest/ingest-manifest.ts'
import { openManifest } from '../src/ingest/manifest/open-manifest.ts'
import { type Prepared, readRecord } from '../src/ingest/manifest/prepare-record.ts'
import { SeenIds } from '../src/ingest/manifest/seen-ids.ts'
import { catchUp } from '../src/search/indexer.ts'
import { museum } from './support/museum.ts'
import { report, round, say } from './support/report.ts'
import { timed } from './support/timed.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * Ingests a catalogue of 97,460 records without files, in records per second, and compares it with the sum of its parts
 * done separately: reading the manifest, mapping its records, inserting them in large transactions, indexing them. Peak
 * memory is that of the whole import with indexing.
 */
const MAX_RECORDS_AT_ONCE = 2000
const BYTES_PER_MEGABYTE = 1_000_000

const whole = await withLibrary(measureWhole)
say(`whole ${round(whole.importMs)} + ${round(whole.indexMs)} ms, again ${round(whole.againMs)} ms`)
const parts = await withLibrary(measureParts)
say(
  Object.entries(parts)
    .map(([part, ms]) => `${part} ${round(ms)} ms`)
    .join(', '),
)
const sumMs = Object.values(parts).reduce((a, b) => a + b)
report({
  bench: 'import',
  records: whole.records,
  recordsPerSecond: round((whole.records * 1000) / whole.importMs),
  recordsPerCpuSecond: round((whole.records * 1000) / whole.cpuMs),
  searchablePerSecond: round((whole.records * 1000) / (whole.importMs + whole.indexMs)),
  unchangedPerSecond: round((whole.records * 1000) / whole.againMs),
  ratioToSumOfParts: round((whole.importMs + whole.indexMs) / sumMs),
  peakMegabytes: round(whole.peakBytes / BYTES_PER_MEGABYTE),
  partsMs: Object.fromEntries(Object.entries(parts).map(([part, ms]) => [part, round(ms)])),
})

async function measureWhole(library: Library) {
  const before = process.cpuUsage()
  const [importMs, { added: records }] = await timed(() => ingestManifest(library, museum))
  const { user, system } = process.cpuUsage(before)
  const [indexMs] = await timed(() => catchUp(library))
  const peakBytes = process.resourceUsage().maxRSS * 1024
  const [againMs, { unchanged }] = await timed(() => ingestManifest(library, museum))
  if (unchanged !== records) throw new Error(`${unchanged} of ${records} records are unchanged.`)
  return { records, importMs, cpuMs: (user + system) / 1000, indexMs, againMs, peakBytes }
}

async function measureParts(library: Library): Promise<Record<string, number>> {
  const [readMs, lines] = await timed(async () =>
    (await Array.fromAsync(openManifest(museum.manifest, museum.format))).flat(),
  )
  const seen = new SeenIds()
  const [mapMs, records] = await timed(async () =>
    lines.map((line) => readRecord(line, { mapping: museum.mapping, source: 'bench', folder: '.', seen })),
  )
  const [insertMs] = await timed(() => insert(library, records))
  const [indexMs] = await timed(() => catchUp(library))
  return { read: readMs, map: mapMs, insert: insertMs, index: indexMs }
}

async function insert({ db, now }: Library, records: readonly Prepared[]): Promise<void> {
  const idCache = new IdCache()
  for (let from = 0; from < records.length; from += MAX_RECORDS_AT_ONCE) {
    await db.transaction().execute(async (tx) => {
      for (const record of records.slice(from, from + MAX_RECORDS_AT_ONCE)) {
        if ('mistakes' in record || record.mapped.kind !== 'asset') continue
        await addAsset(tx, { description: record.mapped.description, master: null, now: now(), idCache })
      }
    })
    idCache.commit()
  }
}
