import { mkdir } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { hasLibrary, openRecords } from '../src/compose-records.ts'
import { readConfig } from '../src/config.ts'
import type { Db } from '../src/db/database.ts'
import { compileAssetSearch } from '../src/search/search-assets.ts'
import { cpuSecondsOf, residentBytesOf } from './support/process-cost.ts'
import { loadAtRate, type Started, serve, timesAtRate, vitrine } from './support/processes.ts'
import { at, median, report, round, say } from './support/report.ts'
import { fillLibrary } from './support/search-http/fill-library.ts'
import { openOpenSearch } from './support/search-http/opensearch.ts'
import { pathOf } from './support/search-http/opensearch-requests.ts'
import { type StockRequest, stockRequests } from './support/search-http/stock-requests.ts'
import { withFolder } from './support/with-library.ts'

/**
 * Searches over HTTP compared with OpenSearch 2.19, alternating in one run, on the same machine: `bench/search-engine.ts`'s
 * queries of 100,000 generated records, or of as many as the argument says. Both sides return the exact total with the ids of
 * the page, or with the members of `summary_set`. Our server answers in one thread, without its answer memory. Per second of
 * processor time, because the client, and the threads of OpenSearch, share the cores. Linux only. `--work DIR` keeps the library
 * and the index of OpenSearch.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { work: { type: 'string' } },
})
const COUNT = Number(positionals[0] ?? 100_000)
const [ROUNDS, SECONDS] = [4, 4]
/** Requests of each kind that a side answers before it is measured; a virtual machine compiles what runs often. */
const WARM_UP = 4000
const GOALS = { perSecond: 500, ids: 5, members: 1.5, p99Ms: 25, megabytesPerMillion: 1600 }
/** The share of what the server can answer at which its slowest answers are measured. */
const LOAD = 0.7
const SLOWEST_TURNS = 5

/** One of the servers, with the paths of the same searches. */
type Side = {
  readonly started: Pick<Started, 'pid'>
  readonly base: string
  readonly key: string
  readonly paths: Readonly<Record<'ids' | 'members', readonly string[]>>
}
type Rate = { readonly requests: number; readonly perSecond: number; readonly perCpuSecond: number }

if (options.work) await bench(join(options.work, String(COUNT)))
else await withFolder(bench)

async function bench(work: string): Promise<void> {
  await mkdir(work, { recursive: true })
  const data = join(work, 'library')
  const config = readConfig({ data }, {})
  if (!(await hasLibrary(config))) await fillLibrary(data, COUNT)
  const { key } = JSON.parse(await vitrine(['keys', 'create', '--name', 'bench', '--json', '--data', data]))
  const server = await serve(data, ['--threads', '1', '--max-answer-memory-bytes', '0'])
  const db = await openRecords(config)
  try {
    await untilIndexed(server.base)
    const requests = await answerable(await stockRequests(db), server.base, key)
    say(`${requests.length} searches`)
    const ours = {
      started: server,
      base: server.base,
      key,
      paths: {
        ids: requests.map(({ path }) => `${path}&fields=id`),
        members: requests.map(({ path }) => `${path}&fields=summary_set`),
      },
    }
    const link = await oneLink(ours)
    const openSearch = await openOpenSearch(work, db, () => link)
    const theirs = openSearch && {
      started: openSearch,
      base: openSearch.line,
      key,
      paths: { ids: await theirPaths(db, requests, false), members: await theirPaths(db, requests, true) },
    }
    if (theirs) await compareTotals(ours, theirs)
    await measure(ours, theirs)
    // It has threads of its own, which would take part of the cores from those whose slowest answers are measured.
    await openSearch?.stop()
    await reportSlowest(ours)
    reportMemory(server.pid)
  } finally {
    await db.destroy()
    await server.stop()
  }
}

async function untilIndexed(base: string): Promise<void> {
  say('Waiting for the index …')
  while ((await textOf(`${base}/readyz`, '')).includes('"indexing"')) await delay(1000)
}

/** Pages that are beyond the last one of fewer records are left out. */
async function answerable(requests: readonly StockRequest[], base: string, key: string) {
  const statuses: number[] = []
  for (const { path } of requests)
    statuses.push((await fetch(base + path, { headers: { 'api-key': key } })).status)
  return requests.filter((_, index) => statuses[index] === 200)
}

/** A link to a picture, as long as the others. */
async function oneLink({ base, key }: Side): Promise<string> {
  const json = await textOf(`${base}/v3/search/images?fields=thumb&page_size=1`, key)
  return JSON.parse(json).images[0].display_sizes[0].uri
}

async function textOf(url: string, key: string): Promise<string> {
  return (await fetch(url, { headers: { 'api-key': key } })).text()
}

async function theirPaths(db: Db, requests: readonly StockRequest[], members: boolean): Promise<string[]> {
  const viewer = { now: new Date(), country: null, coverage: null }
  const rightsDefaults = { licenseModel: null, isEmbeddable: false }
  const phrases = { conceptWords: true, correctSpelling: true }
  const paths: string[] = []
  for (const { search } of requests) {
    const context = { viewer, language: 'en-US', rightsDefaults } as const
    const query = await compileAssetSearch({ db, phrases }, search, context)
    paths.push(pathOf(query, search.facets.length > 0 ? ['people', 'event'] : [], members))
  }
  return paths
}

async function compareTotals(ours: Side, theirs: Side): Promise<void> {
  let equal = 0
  for (const [index, path] of ours.paths.ids.entries()) {
    const own = JSON.parse(await textOf(ours.base + path, ours.key))
    const other = JSON.parse(await textOf(theirs.base + theirs.paths.ids[index]!, theirs.key))
    if (own.result_count === other.hits.total.value) equal++
  }
  report({ bench: 'search over HTTP: totals equal to OpenSearch', equal, queries: ours.paths.ids.length })
}

async function measure(ours: Side, theirs: Side | null): Promise<void> {
  const turns: Record<string, Rate>[] = []
  for (const side of theirs ? [ours, theirs] : [ours]) await warmUp(side)
  for (let turn = 0; turn < ROUNDS; turn++) {
    const rates: Record<string, Rate> = {}
    for (const what of ['ids', 'members'] as const) {
      rates[`ours ${what}`] = await rateOf(ours, what)
      if (theirs) rates[`OpenSearch ${what}`] = await rateOf(theirs, what)
    }
    const shown = Object.entries(rates).map(
      ([name, { perSecond, perCpuSecond }]) => `${name} ${round(perSecond)}/s, ${round(perCpuSecond)}/CPU s`,
    )
    say(`${shown.join('  ')}  (load ${loadavg()[0]!.toFixed(1)})`)
    turns.push(rates)
  }
  for (const what of ['ids', 'members'] as const) reportShape(turns, what, theirs !== null)
}

function reportMemory(pid: number): void {
  const megabytes = residentBytesOf(pid) / 1e6
  const ok = COUNT === 1_000_000 ? { ok: megabytes <= GOALS.megabytesPerMillion } : {}
  report({ bench: 'search over HTTP: resident memory', megabytes: round(megabytes), records: COUNT, ...ok })
}

async function warmUp(side: Side): Promise<void> {
  for (const what of ['ids', 'members'] as const)
    for (let sent = 0; sent < WARM_UP; ) sent += (await rateOf(side, what)).requests
}

/** Sixteen requests at once. */
async function rateOf({ started, base, key, paths }: Side, what: 'ids' | 'members'): Promise<Rate> {
  const [cpu, startedMs] = [cpuSecondsOf(started.pid), performance.now()]
  const times = await timesAtRate({ base, key, seconds: SECONDS, rate: 0, paths: paths[what] })
  const seconds = (performance.now() - startedMs) / 1000
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    perCpuSecond: times.length / (cpuSecondsOf(started.pid) - cpu),
  }
}

function reportShape(
  turns: readonly Readonly<Record<string, Rate>>[],
  what: 'ids' | 'members',
  isCompared: boolean,
): void {
  const of = (side: string, figure: keyof Rate) =>
    median(turns.map((turn) => turn[`${side} ${what}`]![figure]))
  const perCpuSecond = of('ours', 'perCpuSecond')
  const ratio = isCompared ? perCpuSecond / of('OpenSearch', 'perCpuSecond') : null
  report({
    bench: `search over HTTP: ${what === 'ids' ? 'totals and ids' : 'with summary_set'}`,
    perSecond: round(of('ours', 'perSecond')),
    perCpuSecond: round(perCpuSecond),
    ...(what === 'members' && { goalPerSecond: GOALS.perSecond, isFast: perCpuSecond >= GOALS.perSecond }),
    ...(ratio !== null && {
      openSearchPerSecond: round(of('OpenSearch', 'perSecond')),
      openSearchPerCpuSecond: round(of('OpenSearch', 'perCpuSecond')),
      ratio: round(ratio),
      goal: GOALS[what],
      ok: ratio >= GOALS[what],
    }),
  })
}

/** The median of several turns: whatever else the machine does for a tenth of a second makes one of them slow. */
async function reportSlowest(ours: Side): Promise<void> {
  const rate = LOAD * (await rateOf(ours, 'members')).perSecond
  const { base, key, paths } = ours
  const turns: { p50: number; p99: number; late: number }[] = []
  for (let turn = 0; turn < SLOWEST_TURNS; turn++) {
    const { times, late } = await loadAtRate({ base, key, seconds: 2 * SECONDS, rate, paths: paths.members })
    turns.push({ p50: at(times, 0.5), p99: at(times, 0.99), late: at(late, 0.99) })
  }
  const p99s = turns.map(({ p99 }) => p99)
  const p99Ms = median(p99s)
  report({
    bench: 'search over HTTP: slowest at 70 % of saturation',
    requestsPerSecond: round(rate),
    p50Ms: round(median(turns.map(({ p50 }) => p50))),
    p99Ms: round(p99Ms),
    p99OfTurns: p99s.map(round),
    // How much of that is the client, which has only what the server leaves of the cores.
    clientLateP99Ms: round(median(turns.map(({ late }) => late))),
    goal: GOALS.p99Ms,
    ok: p99Ms <= GOALS.p99Ms,
  })
}
