import { readFile } from 'node:fs/promises'
import { addRecords, KNOWN_SEARCHES } from './support/generated-records.ts'
import { cpuSecondsOf } from './support/process-cost.ts'
import { INJECTING, perSecond, type Serving, serve, vitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * How many searches a second two threads answer, compared with one: pages of 30 images, answer memory off, alternating in one
 * run. Over HTTP with 32 connections, where the client takes part of the same cores, and its share of them is printed; and in the
 * process, with requests that each thread injects into its own application.
 */
const RECORDS = 10_000
const CONNECTIONS = 32
const ROUNDS = 3
const SECONDS = 3
const GOALS = { http: 1.25, injected: 1.6 }
/** Searches a second, and for each second of the server's processor time; and how many cores the client took. */
type Round = {
  readonly one: number
  readonly two: number
  readonly client: number
  readonly oneInjected: number
  readonly twoInjected: number
  readonly oneInjectedPerCpuSecond: number
  readonly twoInjectedPerCpuSecond: number
}
/** Of the kernel's clock (sysconf _SC_CLK_TCK of Linux). */
const TICKS_PER_SECOND = 100

await withLibrary(async (library, data) => {
  await addRecords(library, data, RECORDS)
  const made = await vitrine(['keys', 'create', '--name', 'bench', '--json', '--data', data])
  const { key } = JSON.parse(made) as { key: string }
  const options = (threads: number) => ['--threads', String(threads), '--max-answer-memory-bytes', '0']
  const one = await serve(data, options(1), INJECTING)
  const two = await serve(data, options(2), INJECTING)
  const measure = async (base: string) => {
    const figures: number[] = []
    for (const path of KNOWN_SEARCHES) {
      const load = {
        url: base + path,
        headers: { 'Api-Key': key },
        seconds: SECONDS,
        connections: CONNECTIONS,
      }
      figures.push(await perSecond(load))
    }
    return KNOWN_SEARCHES.length / figures.reduce((sum, figure) => sum + 1 / figure, 0)
  }
  const measureInjected = async ({ base, pid }: Serving, threads: number) => {
    const cpuBefore = cpuSecondsOf(pid)
    const path = `/bench/inject?seconds=${SECONDS}&threads=${threads}`
    const response = await fetch(base + path, { headers: { 'api-key': key } })
    const { answered } = (await response.json()) as { answered: number }
    return { perSecond: answered / SECONDS, perCpuSecond: answered / (cpuSecondsOf(pid) - cpuBefore) }
  }
  const rounds: Round[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const clientBefore = await cpuSecondsOfChildren()
    const startedMs = performance.now()
    const figures = { one: await measure(one.base), two: await measure(two.base) }
    const cpuSeconds = (await cpuSecondsOfChildren()) - clientBefore
    const client = (cpuSeconds * 1000) / (performance.now() - startedMs)
    const [ofOne, ofTwo] = [await measureInjected(one, 1), await measureInjected(two, 2)]
    const injected = {
      oneInjected: ofOne.perSecond,
      twoInjected: ofTwo.perSecond,
      oneInjectedPerCpuSecond: ofOne.perCpuSecond,
      twoInjectedPerCpuSecond: ofTwo.perCpuSecond,
    }
    const shown = Object.entries({ ...figures, ...injected }).map(
      ([name, it]) => `${name} ${Math.round(it)}/s`,
    )
    say(`${shown.join('  ')}  client ${client.toFixed(2)} cores${round === 0 ? '  (warming up)' : ''}`)
    if (round > 0) rounds.push({ ...figures, ...injected, client })
  }
  await Promise.all([one.stop(), two.stop()])
  const figuresOf = (of: (round: Round) => { one: number; two: number }, goal: number) => {
    const pairs = rounds.map(of)
    const ratio = median(pairs.map(({ one, two }) => two / one))
    return {
      ratio: round(ratio),
      goal,
      ok: ratio >= goal,
      onePerSecond: round(median(pairs.map((it) => it.one))),
      twoPerSecond: round(median(pairs.map((it) => it.two))),
    }
  }
  const clientCores = round(median(rounds.map(({ client }) => client)))
  report({ bench: 'threads, over HTTP', ...figuresOf((it) => it, GOALS.http), clientCores })
  const injected = figuresOf((it) => ({ one: it.oneInjected, two: it.twoInjected }), GOALS.injected)
  // As many for both if nothing but the number of cores limits two threads.
  const onePerCpuSecond = round(median(rounds.map((it) => it.oneInjectedPerCpuSecond)))
  const twoPerCpuSecond = round(median(rounds.map((it) => it.twoInjectedPerCpuSecond)))
  report({ bench: 'threads, requests injected', ...injected, onePerCpuSecond, twoPerCpuSecond })
})

/** The processor time of processes that have ended and were started by this one: of the clients (proc(5), stat 16 and 17). */
async function cpuSecondsOfChildren(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND
}
