import { readFile } from 'node:fs/promises'
import { addRecords, KNOWN_SEARCHES } from './support/generated-records.ts'
import { perSecond, serve, vitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * How many searches a second two threads answer, compared with one: over HTTP with 32 connections, pages of 30 images, answer
 * memory off, alternating in one run. The client takes part of the same cores; its share of them is printed.
 */
const RECORDS = 10_000
const CONNECTIONS = 32
const ROUNDS = 3
const SECONDS = 3
const GOAL = 1.25
/** Of the kernel's clock (sysconf _SC_CLK_TCK of Linux). */
const TICKS_PER_SECOND = 100

await withLibrary(async (library, data) => {
  await addRecords(library, data, RECORDS)
  const made = await vitrine(['keys', 'create', '--name', 'bench', '--json', '--data', data])
  const { key } = JSON.parse(made) as { key: string }
  const options = (threads: number) => ['--threads', String(threads), '--max-answer-memory-bytes', '0']
  const one = await serve(data, options(1))
  const two = await serve(data, options(2))
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
  const rounds: { one: number; two: number; client: number }[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const clientBefore = await cpuSecondsOfChildren()
    const startedMs = performance.now()
    const figures = { one: await measure(one.base), two: await measure(two.base) }
    const cpuSeconds = (await cpuSecondsOfChildren()) - clientBefore
    const client = (cpuSeconds * 1000) / (performance.now() - startedMs)
    say(
      `one ${Math.round(figures.one)}/s  two ${Math.round(figures.two)}/s  client ${client.toFixed(2)} cores${round === 0 ? '  (warming up)' : ''}`,
    )
    if (round > 0) rounds.push({ ...figures, client })
  }
  await Promise.all([one.stop(), two.stop()])
  const ratio = median(rounds.map((it) => it.two / it.one))
  report({
    bench: 'threads, over HTTP',
    ratio: round(ratio),
    goal: GOAL,
    ok: ratio >= GOAL,
    onePerSecond: round(median(rounds.map((it) => it.one))),
    twoPerSecond: round(median(rounds.map((it) => it.two))),
    clientCores: round(median(rounds.map(({ client }) => client))),
  })
})

/** The processor time of processes that have ended and were started by this one: of the clients (proc(5), stat 16 and 17). */
async function cpuSecondsOfChildren(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND
}
