import { openMemoryIndex } from '../src/visual/vectors/memory-index.ts'
import type { VectorIndex } from '../src/visual/vectors/vector-index.ts'
import { assetBatches, DISTRIBUTIONS } from './support/generated-vectors.ts'
import { at, median, report, round, say } from './support/report.ts'

/**
 * Searches in generated vectors, in processor time of one thread: comparing 100,000 exactly, and searching 200,000, or as many
 * as the argument says (`vectors.ts 1000000`): time, and which share of the 20 nearest is found.
 */
const [LARGE = 200_000] = process.argv.slice(2).map(Number)
const EXACT = 100_000
const [QUERIES, WARM_UP] = [100, 10]
/** Elements of the descriptor of pictures, and of typical embedders. */
const [SHORT, LONG] = [352, 1280]
const NEAREST = { limit: 20, minSimilarity: -1 }
const GOALS = { exactMs: 25, largeMs: 10, recall: LARGE > 500_000 ? 0.92 : 0.95 }

for (const dimensions of [SHORT, LONG]) await benchExact(dimensions)
for (const distribution of ['groups', 'properties', 'independent'] as const) await benchLarge(distribution)

async function benchExact(dimensions: number): Promise<void> {
  const make = DISTRIBUTIONS.independent(dimensions, 1)
  const index = openMemoryIndex(dimensions)
  for (const batch of assetBatches(make, EXACT)) await index.put(batch)
  const queries = Array.from({ length: QUERIES }, make)
  const half = Float64Array.from({ length: EXACT / 2 }, (_, id) => 100_000_000 + 2 * id)
  const all = await timesOf(index, queries)
  const filtered = await timesOf(index, queries, half)
  await index.close()
  report({
    bench: `nearest of ${EXACT} vectors of ${dimensions} elements, exactly`,
    medianMs: round(median(all)),
    goal: GOALS.exactMs,
    ok: median(all) <= GOALS.exactMs,
    bestMs: round(Math.min(...all)),
    p95Ms: round(at(all, 0.95)),
    medianMsFiltered: round(median(filtered)),
  })
}

async function benchLarge(distribution: keyof typeof DISTRIBUTIONS): Promise<void> {
  const index = openMemoryIndex(SHORT)
  const exact = openMemoryIndex(SHORT, { exactRows: LARGE })
  say(`Generating ${LARGE} vectors of ${SHORT} elements: ${distribution} …`)
  const make = DISTRIBUTIONS[distribution](SHORT, 1)
  let buildMs = 0
  for (const batch of assetBatches(make, LARGE)) {
    await exact.put(batch)
    buildMs += await timeOf(() => index.put(batch))
  }
  buildMs += await timeOf(() => index.settled())
  const queries = Array.from({ length: QUERIES }, make)
  const times = await timesOf(index, queries)
  const found = await recallOf(index, exact, queries)
  await Promise.all([index.close(), exact.close()])
  report({
    bench: `nearest of ${LARGE} vectors of ${SHORT} elements (${distribution})`,
    recallAt20: round(found),
    goal: GOALS.recall,
    ok: found >= GOALS.recall && median(times) <= GOALS.largeMs,
    medianMs: round(median(times)),
    goalMs: GOALS.largeMs,
    bestMs: round(Math.min(...times)),
    p95Ms: round(at(times, 0.95)),
    exactMedianMs: round(median(await timesOf(exact, queries.slice(0, 2 * WARM_UP)))),
    buildSeconds: round(buildMs / 1000),
  })
}

/** Times each query after some that do not count. */
async function timesOf(
  index: VectorIndex,
  queries: readonly Int8Array[],
  among?: Float64Array,
): Promise<number[]> {
  const times: number[] = []
  for (const query of queries)
    times.push(await timeOf(() => index.nearest(query, among ? { ...NEAREST, among } : NEAREST)))
  return times.slice(WARM_UP)
}

/** The processor time of this thread, which is the time of an idle machine. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

/** The mean share of the 20 nearest that the index finds. */
async function recallOf(
  index: VectorIndex,
  exact: VectorIndex,
  queries: readonly Int8Array[],
): Promise<number> {
  let hits = 0
  for (const query of queries) {
    const found = new Set((await index.nearest(query, NEAREST)).map(({ assetId }) => assetId))
    hits += (await exact.nearest(query, NEAREST)).filter(({ assetId }) => found.has(assetId)).length
  }
  return hits / (queries.length * NEAREST.limit)
}
