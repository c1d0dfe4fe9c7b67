import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { CompletionQuery } from '../src/search/completion.ts'
import { complete } from '../src/search/embedded/query/complete.ts'
import type { ViewedSegment } from '../src/search/embedded/view.ts'
import { at, report, round, say } from './support/report.ts'
import { openIndex } from './support/search-engine/embedded-side.ts'
import { withFolder } from './support/with-library.ts'

/**
 * How long the embedded index takes to complete what is typed, among 100,000 generated records, or as many as the
 * argument says: each letter and pairs of letters, alone, after a frequent word, after a rare one, and with a filter; in
 * one thread, warm. `--segments 8` divides the index, `--work DIR` keeps it, in the format of `bench/search-engine.ts`.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { work: { type: 'string' }, segments: { type: 'string', default: '1' } },
})
const COUNT = Number(positionals[0] ?? 100_000)
const SEGMENTS = Number(options.segments)
const [WARM_UP, ROUNDS] = [3, 20]
const GOAL_P95_MS = 5
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
const PAIRS = LETTERS.flatMap((first) => ['a', 'e', 'o', 'r'].map((second) => first + second))
const QUERY = {
  kinds: ['word', 'keyword'],
  text: null,
  filters: [],
  language: 'en-US',
  limit: 15,
} as const
const textOf = (word: string): CompletionQuery['text'] => ({
  match: 'all',
  clauses: [[[word]]],
  excluded: [],
  preferred: [],
  emphasised: [],
  relaxedBelow: 0,
})

if (options.work) await bench(join(options.work, String(COUNT)))
else await withFolder(bench)

async function bench(work: string): Promise<void> {
  say(`Indexing ${COUNT} records …`)
  const { index } = await openIndex(COUNT, SEGMENTS, join(work, `vitrine-${SEGMENTS}`))
  const words = complete(index.segments, { ...QUERY, prefix: 's', kinds: ['word'], limit: 60 }, 0)
  const [frequent, rare] = [words[0]!, words.at(-1)!].map((it) => (it.kind === 'word' ? it.word : ''))
  const editorial = [{ field: 'family' as const, in: ['editorial'] }]
  for (const [kind, query] of Object.entries({
    alone: QUERY,
    'after a frequent word': { ...QUERY, text: textOf(frequent!) },
    'after a rare word': { ...QUERY, text: textOf(rare!) },
    filtered: { ...QUERY, filters: editorial },
  })) {
    const times = [...LETTERS, ...PAIRS].map((prefix) => meanMs(index.segments, { ...query, prefix }))
    const p95Ms = round(at(times, 0.95))
    report({
      bench: `suggestions ${kind}`,
      p50Ms: round(at(times, 0.5)),
      p95Ms,
      goal: GOAL_P95_MS,
      ok: p95Ms <= GOAL_P95_MS,
    })
  }
}

/** The processor time of a query, whose clock is too coarse for a single one. */
function meanMs(segments: readonly ViewedSegment[], query: CompletionQuery): number {
  for (let round = 0; round < WARM_UP; round++) complete(segments, query, 0)
  const before = process.threadCpuUsage()
  for (let round = 0; round < ROUNDS; round++) complete(segments, query, 0)
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000 / ROUNDS
}
