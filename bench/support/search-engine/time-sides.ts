import { loadavg } from 'node:os'
import { at, median, report, round, say } from '../report.ts'
import { QUERIES } from './queries.ts'
import type { Pass, Side } from './side.ts'

/** All passes of an engine with one strategy. */
type Timed = { readonly side: Side; readonly strategy: string; readonly passes: Pass[] }

const NS_PER_SECOND = 1e9
const NS_PER_MS = 1e6

/** Executes all queries on all sides in alternation. Passes for warming up do not count. */
export async function timeSides(
  sides: readonly Side[],
  { warmUp, rounds, betweenPasses }: { warmUp: number; rounds: number; betweenPasses: () => Promise<void> },
): Promise<Timed[]> {
  const all = sides.flatMap((side) =>
    side.strategies.map((strategy): Timed => ({ side, strategy, passes: [] })),
  )
  for (let round = 0; round < warmUp + rounds; round++) {
    await betweenPasses()
    for (const { side, strategy, passes } of all) {
      const pass = await side.pass(strategy)
      if (round >= warmUp) passes.push(pass)
    }
    const load = loadavg()[0]!.toFixed(1)
    if (round >= warmUp) say(`round ${round - warmUp + 1}: ${all.map(line).join(', ')} (load ${load})`)
  }
  return all
}

const line = ({ side, strategy, passes }: Timed) =>
  `${side.name} ${strategy} ${round(passes.at(-1)!.cpuNs / NS_PER_MS / passes.at(-1)!.ns.length)} ms CPU a query`

/** Reports how the first side compares with the best of the others, in each kind of queries and in all of them. */
export function reportTimes(
  [ours, ...others]: readonly Timed[],
  goals: { ratio: number; p95Ms: number },
): void {
  const every = QUERIES.map((_, query) => query)
  const best = bestOf(others, every)
  const cpu = (timed: Timed) => median(timed.passes.map(({ cpuNs }) => cpuNs)) / QUERIES.length / NS_PER_MS
  report({
    bench: 'search engine: all queries',
    ...compared(ours!, best, every, goals.ratio),
    cpuMsPerQuery: round(cpu(ours!)),
    ...(best ? { bestCpuMsPerQuery: round(cpu(best)), cpuRatio: round(cpu(best) / cpu(ours!)) } : {}),
  })
  for (const [kind, some] of Map.groupBy(every, (query) => QUERIES[query]!.kind)) {
    const typical = some.map((query) => timeOf(ours!, query) / NS_PER_MS)
    const all = ours!.passes.flatMap(({ ns }) => some.map((query) => ns[query]! / NS_PER_MS))
    report({
      bench: `search engine: ${kind}`,
      ...compared(ours!, bestOf(others, some), some, 1),
      p95Ms: round(at(typical, 0.95)),
      goalMs: goals.p95Ms,
      p95MsWithNoise: round(at(all, 0.95)),
      isFast: at(typical, 0.95) <= goals.p95Ms,
    })
  }
}

function compared(ours: Timed, best: Timed | undefined, queries: readonly number[], goal: number) {
  const perSecond = perSecondOf(ours, queries)
  if (!best) return { perSecond: round(perSecond) }
  const ratio = perSecond / perSecondOf(best, queries)
  return {
    perSecond: round(perSecond),
    bestPerSecond: round(perSecondOf(best, queries)),
    best: `${best.side.name} ${best.strategy}`,
    ratio: round(ratio),
    goal,
    ok: ratio >= goal,
  }
}

const bestOf = (others: readonly Timed[], queries: readonly number[]): Timed | undefined =>
  others.toSorted((a, b) => perSecondOf(b, queries) - perSecondOf(a, queries))[0]

const perSecondOf = (timed: Timed, queries: readonly number[]): number =>
  (queries.length * NS_PER_SECOND) / queries.reduce((sum, query) => sum + timeOf(timed, query), 0)

/** The typical time of a query: the median, because other processes disturb single ones. */
const timeOf = ({ passes }: Timed, query: number): number => median(passes.map(({ ns }) => ns[query]!))
