import { globSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Library, openLibrary } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import type { DecodedFile } from '../src/ingest/decoded-file.ts'
import { DEFAULT_MAPPING } from '../src/ingest/describe.ts'
import { ingestFolder } from '../src/ingest/ingest.ts'
import { record } from '../src/ingest/record.ts'
import { ensureSourceFolder } from '../src/ingest/source-folder.ts'
import { mapInOrder } from '../src/lib/map-in-order.ts'
import { INGEST_LADDER } from '../src/renditions/ladder.ts'
import { storeRenditions } from '../src/renditions/store-renditions.ts'
import { catchUp } from '../src/search/indexer.ts'
import { median, report, round, say } from './support/report.ts'
import { testData } from './support/test-data.ts'

/**
 * Ingests a folder of photographs, in files per second, and compares it with the sum of its parts done separately: reading
 * and decoding (on all cores), storing bytes, writing records, indexing. A ratio below 1 means that the parts overlap.
 */
const ROUNDS = 3
const GOAL = 1.3
const folder = testData('media', 'clothing-cc0')
const files = globSync('**/*.{jpg,jpeg,png}', { cwd: folder }).sort()

const turns: { wholeMs: number; parts: Record<string, number> }[] = []
for (let turn = 0; turn < ROUNDS; turn++) {
  const parts = await withLibrary(measureParts)
  const wholeMs = await withLibrary(measureWhole)
  const shown = Object.entries(parts).map(([part, ms]) => `${part} ${round(ms)} ms`)
  say(`whole ${round(wholeMs)} ms; ${shown.join(', ')}`)
  turns.push({ wholeMs, parts })
}
const sumOf = (parts: Record<string, number>) => Object.values(parts).reduce((a, b) => a + b)
const ratio = median(turns.map(({ wholeMs, parts }) => wholeMs / sumOf(parts)))
report({
  bench: 'ingest',
  files: files.length,
  filesPerSecond: round((files.length * 1000) / median(turns.map(({ wholeMs }) => wholeMs))),
  ratioToSumOfParts: round(ratio),
  goal: GOAL,
  ok: ratio <= GOAL,
  partsMs: Object.fromEntries(
    Object.keys(turns[0]!.parts).map((part) => [part, round(median(turns.map(({ parts }) => parts[part]!)))]),
  ),
})

async function measureWhole(library: Library): Promise<number> {
  const startedMs = performance.now()
  const { added, noted } = await ingestFolder(library, { folder })
  await catchUp(library)
  if (added + noted !== files.length) throw new Error(`${added} of ${files.length} files were added.`)
  return performance.now() - startedMs
}

async function measureParts(library: Library): Promise<Record<string, number>> {
  const { db, blobs, decoder, now } = library
  const paths = files.map((path) => join(folder, path))
  const parts: Record<string, number> = {}
  async function part<T>(name: string, work: () => Promise<T>): Promise<T> {
    const startedMs = performance.now()
    const result = await work()
    parts[name] = performance.now() - startedMs
    return result
  }
  const examined = await part('decode', () =>
    Array.fromAsync(mapInOrder(paths, decoder.processes * 2, (path) => decoder.examine(path, INGEST_LADDER))),
  )
  const stored = await part('store', async () => {
    const store = async (index: number) => {
      await blobs.putFile(examined[index]!.sha256, paths[index]!)
      return storeRenditions(blobs, examined[index]!)
    }
    return Array.fromAsync(mapInOrder([...examined.keys()], 4, store))
  })
  await part('record', async () => {
    const source = await ensureSourceFolder(db, folder)
    for (const [index, examination] of examined.entries()) {
      const decoded: DecodedFile = {
        path: files[index]!,
        modifiedMs: 0,
        examination: { ...examination, features: [examination.features], video: null },
        renditions: stored[index]!,
      }
      await record(db, { source, decoded, mapping: DEFAULT_MAPPING }, now())
    }
  })
  await part('index', () => catchUp(library))
  return parts
}

/** Runs a measurement with an empty library whose decoders are already running. */
async function withLibrary<T>(work: (library: Library) => Promise<T>): Promise<T> {
  const data = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  const library = await openLibrary(readConfig({ data }, {}))
  try {
    const warm = Array.from({ length: library.decoder.processes }, () => join(folder, files[0]!))
    await Promise.all(warm.map((path) => library.decoder.examine(path, INGEST_LADDER)))
    return await work(library)
  } finally {
    await library.close()
    await rm(data, { recursive: true })
  }
}
