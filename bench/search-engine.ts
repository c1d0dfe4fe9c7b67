import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LiveIndex } from '../src/search/embedded/live-index.ts'
import { Snapshots } from '../src/search/embedded/store/snapshot.ts'
import type { ViewedSegment } from '../src/search/embedded/view.ts'
import { report, round, say } from './support/report.ts'
import {
  changeRecords,
  holdSegments,
  openEmbedded,
  openIndex,
} from './support/search-engine/embedded-side.ts'
import { openLucene } from './support/search-engine/lucene.ts'
import type { Side } from './support/search-engine/side.ts'
import { openTantivy } from './support/search-engine/tantivy.ts'
import { reportTimes, timeSides } from './support/search-engine/time-sides.ts'
import { writeWorkFolder } from './support/search-engine/work-folder.ts'
import { timed } from './support/timed.ts'
import { withFolder } from './support/with-library.ts'

/**
 * The embedded index compared with Lucene 10.6 and Tantivy 0.27, alternating in one run: 300 queries of twelve kinds of 100,000
 * generated records, or of as many as the argument says. Each engine returns the exact count and a page of ids, in one
 * thread, warm, from one segment. A query's time is the median of its rounds. `--segments 8` divides our index, with 2 %
 * of the records deleted, and changes records between queries. `--work DIR` keeps the indexes of all engines; ours is built
 * again when the version of its format has changed.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { work: { type: 'string' }, segments: { type: 'string', default: '1' } },
})
const COUNT = Number(positionals[0] ?? 100_000)
const SEGMENTS = Number(options.segments)
const [WARM_UP, ROUNDS] = [8, 9]
/** One record in so many is deleted; others are changed in batches of this size, so many before each round. */
const DELETED_PER = 50
const [CHANGES, BATCHES] = [50, 3]
const GOALS = {
  ratio: SEGMENTS === 1 ? 5 : 3,
  p95Ms: 1.5,
  megabytesPerMillion: 1100,
  loadSecondsPerMillion: 3,
  buildPerSecond: 12_000,
}

if (options.work) await bench(join(options.work, String(COUNT)))
else await withFolder(bench)

async function bench(work: string): Promise<void> {
  say(`Indexing ${COUNT} records …`)
  const { index, cpuMs } = await openIndex(COUNT, SEGMENTS, join(work, `vitrine-${SEGMENTS}`))
  if (cpuMs !== null)
    reportOne('build', { perSecond: COUNT / (cpuMs / 1000), goal: GOALS.buildPerSecond }, 'atLeast')
  await measureSize(index.segments, join(work, 'snapshot'))
  await writeWorkFolder(work, COUNT)
  const ours = openEmbedded(() => index.segments)
  const others = [await openLucene(work), await openTantivy(work)].filter((side) => side !== null)
  try {
    await compareCounts(ours, others)
    const betweenPasses = SEGMENTS === 1 ? async () => {} : await changing(index)
    const times = await timeSides([ours, ...others], { warmUp: WARM_UP, rounds: ROUNDS, betweenPasses })
    reportTimes(times, { ratio: GOALS.ratio, p95Ms: GOALS.p95Ms })
  } finally {
    for (const side of others) await side.close()
  }
}

/** Deletes some records, and returns what changes others. */
async function changing(index: LiveIndex): Promise<() => Promise<void>> {
  const deleted = Array.from({ length: COUNT / DELETED_PER }, (_, at) => 1 + at * DELETED_PER)
  index.apply([], deleted)
  holdSegments(index)
  let next = 0
  return async () => {
    for (let batch = 0; batch < BATCHES; batch++) {
      await changeRecords(index, { from: 2 + (next % (COUNT - CHANGES)), count: CHANGES })
      next += CHANGES
    }
  }
}

/** Measures memory, and the time to load a snapshot. */
async function measureSize(segments: readonly ViewedSegment[], folder: string): Promise<void> {
  const bytes = segments.reduce((sum, { segment }) => sum + segment.layout.end, 0)
  const megabytesPerMillion = bytes / COUNT
  reportOne('memory', { megabytesPerMillion, goal: GOALS.megabytesPerMillion }, 'atMost')
  await new Snapshots(folder).save({ revision: 1, position: 1, assets: segments, events: [] })
  const [ms] = await timed(() => new Snapshots(folder).load(1))
  await rm(folder, { recursive: true })
  const secondsPerMillion = ((ms / 1000) * 1e6) / COUNT
  reportOne('load', { secondsPerMillion, goal: GOALS.loadSecondsPerMillion }, 'atMost')
}

async function compareCounts(ours: Side, others: readonly Side[]): Promise<void> {
  const counts = await ours.counts(ours.strategies[0]!)
  for (const side of others)
    for (const strategy of side.strategies) {
      const theirs = await side.counts(strategy)
      const equal = counts.filter((count, query) => count === theirs[query]).length
      report({
        bench: `search engine: counts equal to ${side.name} (${strategy})`,
        equal,
        queries: counts.length,
        ok: equal === counts.length,
      })
    }
}

function reportOne(
  what: string,
  figures: Readonly<Record<string, number>>,
  goal: 'atLeast' | 'atMost',
): void {
  const [figure] = Object.values(figures)
  const ok = goal === 'atLeast' ? figure! >= figures.goal! : figure! <= figures.goal!
  const rounded = Object.entries(figures).map(([name, it]) => [name, round(it)])
  report({ bench: `search engine: ${what}`, ...Object.fromEntries(rounded), ok })
}
