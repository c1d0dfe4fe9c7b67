import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ensureDemoLibrary } from '../src/demo/demo-library.ts'
import { ingestManifest } from '../src/ingest/manifest/ingest-manifest.ts'
import { catchUp } from '../src/search/indexer.ts'
import { museum } from './support/museum.ts'
import { timesAtRate } from './support/processes.ts'
import { at, median, report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * How much slower reads are while the same server writes: nine images by id per search, sent at half the rate that
 * saturates the server, alternating with and without 100 concurrent durable transactions per second. The goals are the
 * median ratios of the median and of the 99th percentile. Two libraries: the demo, and 97,460 records.
 */
const ROUNDS = 9
const SECONDS = 6
const WRITES_PER_SECOND = 100
const GOALS = { median: 1.2, ms99: 2 }
const FIRST_ID = 100_000_001
const LIBRARIES = {
  demo: { images: 150, phrases: ['mountain', 'lake', 'city', 'red'] },
  museum: { images: 97_000, phrases: ['river', 'london bridge', 'graphite', 'portrait of a woman'] },
}

type Name = keyof typeof LIBRARIES
type Figures = { readonly median: number; readonly ms99: number }
type Server = { readonly base: string; readonly key: string; readonly process: ChildProcess }

for (const name of Object.keys(LIBRARIES) as Name[])
  await withLibrary(async (library, data) => {
    say(`Making the library: ${name} …`)
    if (name === 'demo') await ensureDemoLibrary(library, data)
    else await ingestManifest(library, museum)
    await catchUp(library)
    await measure(name, data)
  })

async function measure(name: Name, data: string): Promise<void> {
  const server = await startServer(data)
  const saturated = (await load(server, name, 0)).length / SECONDS
  const perSecond = saturated / 2
  say(`${name}: saturated at ${round(saturated)} requests per second`)
  const turns: { alone: Figures; writing: Figures }[] = []
  const writes: number[] = []
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const alone = figuresOf(await load(server, name, perSecond))
    server.process.send(WRITES_PER_SECOND)
    const writing = figuresOf(await load(server, name, perSecond))
    server.process.send(0)
    const [times] = (await once(server.process, 'message')) as [number[]]
    say(`${name}: alone ${shown(alone)}, writing ${shown(writing)}${turn === 0 ? '  (warming up)' : ''}`)
    if (turn === 0) continue
    turns.push({ alone, writing })
    writes.push(...times)
  }
  const ratio = (of: keyof Figures) => median(turns.map(({ alone, writing }) => writing[of] / alone[of]))
  report({
    bench: `read while writing ${name}`,
    requestsPerSecond: round(perSecond),
    goals: GOALS,
    median: round(ratio('median')),
    ms99: round(ratio('ms99')),
    ok: ratio('median') <= GOALS.median && ratio('ms99') <= GOALS.ms99,
    aloneMs: round(median(turns.map(({ alone }) => alone.median))),
    durableWrites: { count: writes.length, medianMs: round(at(writes, 0.5)), ms99: round(at(writes, 0.99)) },
  })
  server.process.disconnect()
  await once(server.process, 'exit')
}

async function startServer(data: string): Promise<Server> {
  const process = fork(fileURLToPath(new URL('./support/writing-server.ts', import.meta.url)), [data])
  const [address] = await once(process, 'message')
  return { ...address, process }
}

const load = ({ base, key }: Server, name: Name, rate: number): Promise<readonly number[]> =>
  timesAtRate({ base, key, seconds: SECONDS, rate, paths: pathsOf(name) })

/** Nine images per search; the images are spread over all records, and addresses repeat only after a while. */
function pathsOf(name: Name): string[] {
  const { images, phrases } = LIBRARIES[name]
  return Array.from({ length: 1000 }, (_, index) =>
    index % 10 === 9
      ? `/v3/search/images?phrase=${encodeURIComponent(phrases[((index / 10) % phrases.length) | 0]!)}`
      : `/v3/images/${FIRST_ID + ((index * 7919) % images)}`,
  )
}

function figuresOf(times: readonly number[]): Figures {
  return { median: at(times, 0.5), ms99: at(times, 0.99) }
}

function shown({ median, ms99 }: Figures): string {
  return `${round(median)} ms (99 %: ${round(ms99)} ms)`
}
