import { runInPostgres, startPostgres } from '../test/support/postgres-server.ts'
import { cpuSecondsWithChildren } from './support/process-cost.ts'
import { start, vitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
import { testData } from './support/test-data.ts'
import { withFolder } from './support/with-library.ts'

/**
 * An ingest of photographs by two workers with one decoder each, compared with one such worker by time and by the processor
 * time of all workers and their decoders, and with `vitrine ingest` alone with two decoders by time. All alternate in one run,
 * each with a new database and data folder; the workers run already. For two cores, which times need for themselves; with
 * PostgreSQL installed.
 */
const ROUNDS = 3
const GOALS = { time: 0.6, cpu: 1.15, alone: 1.2 }
const folder = testData('media', 'clothing-cc0')

type Cost = { readonly ms: number; readonly cpuSeconds: number }

const endings: (() => Promise<void>)[] = []
const postgres = await startPostgres({
  after: (done: () => Promise<void>) => void endings.push(done),
  skip: say,
})
let databases = 0
try {
  if (postgres !== null) await compare()
} finally {
  for (const end of endings) await end()
}

async function compare(): Promise<void> {
  const turns: { readonly one: Cost; readonly two: Cost; readonly aloneMs: number }[] = []
  for (let turn = 0; turn < ROUNDS; turn++) {
    const costs = { one: await byWorkers(1), two: await byWorkers(2), aloneMs: await alone() }
    const { one, two, aloneMs } = costs
    say(`one ${shown(one)}  two ${shown(two)}  alone ${round(aloneMs)} ms`)
    turns.push(costs)
  }
  const ratio = (name: string, of: (turn: (typeof turns)[number]) => number, goal: number) => {
    const value = median(turns.map(of))
    report({ bench: `ingest by two workers: ${name}`, ratio: round(value), goal, ok: value <= goal })
  }
  ratio('time, against one worker', ({ one, two }) => two.ms / one.ms, GOALS.time)
  ratio('processor time, against one worker', ({ one, two }) => two.cpuSeconds / one.cpuSeconds, GOALS.cpu)
  ratio('time, against the command alone', ({ two, aloneMs }) => two.ms / aloneMs, GOALS.alone)
}

function shown({ ms, cpuSeconds }: Cost): string {
  return `${round(ms)} ms, ${round(cpuSeconds)} s of processors`
}

function byWorkers(count: number): Promise<Cost> {
  return withFolder(async (data) => {
    const place = await placeOf(data)
    const options = [...place, '--decoders', '1', '--log-level', 'warn']
    // The first command makes the tables.
    await vitrine(['keys', 'create', '--name', 'bench', ...place])
    const workers = await Promise.all(
      Array.from({ length: count }, () => start(['bin/vitrine', 'worker', ...options])),
    )
    const cpuSeconds = () => workers.reduce((sum, { pid }) => sum + cpuSecondsWithChildren(pid), 0)
    const before = cpuSeconds()
    try {
      const ms = await timed(['ingest', folder, '--by-workers', ...place])
      return { ms, cpuSeconds: cpuSeconds() - before }
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()))
    }
  })
}

function alone(): Promise<number> {
  return withFolder(async (data) => timed(['ingest', folder, ...(await placeOf(data)), '--decoders', '2']))
}

async function placeOf(data: string): Promise<string[]> {
  const name = `bench_${++databases}`
  await runInPostgres(postgres!.address('postgres'), `create database ${name}`)
  return ['--data', data, '--records', postgres!.address(name)]
}

async function timed(args: readonly string[]): Promise<number> {
  const startedMs = performance.now()
  const output = await vitrine(args)
  if (!output.includes('341 added')) throw new Error(`Not everything was ingested: ${output}`)
  return performance.now() - startedMs
}
