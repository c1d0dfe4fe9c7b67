import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Library, savedIndexBytes } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import { ingestManifest } from '../src/ingest/manifest/ingest-manifest.ts'
import { catchUp } from '../src/search/indexer.ts'
import { search } from '../src/search/search.ts'
import { compileAssetSearch } from '../src/search/search-assets.ts'
import { KNOWN_WORDS, writeRecords } from './support/generated-records.ts'
import { serve } from './support/processes.ts'
import { median, report, round } from './support/report.ts'
import { timed } from './support/timed.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * Grows a library from zero to 500,000 generated records by ingesting manifests in one process. After each 100,000 it
 * reports how many records per second were ingested and indexed, the memory of this process, the time of searches for
 * words that many, some and few records have (also per thousand matches), and the memory of a server started on this
 * library. The cost per record should be constant and memory bounded, except for the files: up to 256 MiB of each are
 * memory-mapped, which the system can reclaim. `growth.ts 1000` uses smaller steps.
 */
const STEP = Number(process.argv[2] ?? 100_000)
const STEPS = 5
const SEARCHES = 9
const GOALS = { rate: 0.8, memory: 1.3 }
const MEGABYTE = 1_000_000

type Step = Awaited<ReturnType<typeof grow>>

const steps = await withLibrary(async (library, data) => {
  const steps: Step[] = []
  for (let from = 0; from < STEP * STEPS; from += STEP) {
    steps.push(await grow(library, data, from))
    report({ bench: `growth ${from + STEP}`, ...steps.at(-1) })
  }
  return steps
})
const [first, last] = [steps[0]!, steps.at(-1)!]
const rate = last.searchablePerSecond / first.searchablePerSecond
const memory = memoryOf(last) / memoryOf(first)
report({
  bench: 'growth',
  rateRatio: round(rate),
  rateGoal: GOALS.rate,
  memoryRatio: round(memory),
  memoryGoal: GOALS.memory,
  ok: rate >= GOALS.rate && memory <= GOALS.memory,
})

/** Private memory, or all memory including mapped files where the system does not report it. */
function memoryOf({ privateMegabytes, megabytes }: Step): number {
  return privateMegabytes ?? megabytes
}

async function grow(library: Library, data: string, from: number) {
  const manifest = join(data, 'records.jsonl')
  await writeRecords(manifest, { from, to: from + STEP })
  const options = { manifest, format: 'json lines', source: 'growth' } as const
  const [importMs, { added }] = await timed(() => ingestManifest(library, options))
  if (added !== STEP) throw new Error(`${added} of ${STEP} records were added.`)
  const [indexMs] = await timed(() => catchUp(library))
  await rm(manifest)
  const size = async (name: string) => round((await stat(join(data, name))).size / MEGABYTE)
  return {
    recordsPerSecond: round((STEP * 1000) / importMs),
    indexedPerSecond: round((STEP * 1000) / indexMs),
    searchablePerSecond: round((STEP * 1000) / (importMs + indexMs)),
    peakMegabytes: round((process.resourceUsage().maxRSS * 1024) / MEGABYTE),
    megabytes: round(process.memoryUsage.rss() / MEGABYTE),
    privateMegabytes: await privateMegabytes(process.pid),
    searches: await searches(library),
    serverMegabytes: await serverMemory(data),
    recordsFileMegabytes: await size('records.db'),
    indexMegabytes: round((await savedIndexBytes(readConfig({ data }, {}))) / MEGABYTE),
  }
}

async function searches(library: Library) {
  const { index, now } = library
  const figures: Record<string, unknown> = {}
  for (const [name, phrase] of Object.entries({ ...KNOWN_WORDS, everything: '' })) {
    const query = await compileAssetSearch(
      library,
      {
        phrase,
        mediaKind: 'image',
        families: ['creative'],
        filters: {},
        sort: 'best',
        completesPhrase: false,
        picturedFirst: false,
        page: { offset: 0, size: 30 },
        facets: [],
      },
      {
        viewer: { now: now(), country: null, coverage: null },
        language: 'en-US',
        rightsDefaults: { licenseModel: null, isEmbeddable: false },
      },
    )
    const turns: number[] = []
    let found = 0
    for (let turn = 0; turn < SEARCHES; turn++) {
      const [ms, { total }] = await timed(() => search({ index }, query))
      turns.push(ms)
      found = total
    }
    const ms = median(turns)
    figures[name] = { ms: round(ms), found, msPerThousand: round((ms * 1000) / found) }
  }
  return figures
}

/** Memory of a server that has just been started on this library. */
async function serverMemory(data: string): Promise<number | null> {
  const server = await serve(data)
  const megabytes = await privateMegabytes(server.pid)
  await server.stop()
  return megabytes
}

/** Memory of a process without memory-mapped files; null where there is no /proc. */
async function privateMegabytes(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^RssAnon:\s+(\d+)/m.exec(status)?.[1]
  return kilobytes === undefined ? null : round((Number(kilobytes) * 1024) / MEGABYTE)
}
