import { setTimeout as delay } from 'node:timers/promises'
import { museum, museumMapping } from './support/museum.ts'
import { serve, vitrine } from './support/processes.ts'
import { at, report, round, say } from './support/report.ts'
import { withFolder } from './support/with-library.ts'

/**
 * How much an import slows down searches: `vitrine ingest` ingests a catalogue of 97,460 records while searches are sent
 * to its server one after the other, with a pause between them and without the answer memory. The same searches are
 * repeated when everything is indexed. No search should take more than 100 ms longer than the slowest one afterwards.
 */
const GOAL_MS = 100
const PAUSE_MS = 20
const SEARCHES_AFTER = 500
const PHRASES = ['man', 'river', 'london bridge', 'portrait of a woman', 'graphite', 'nothing like it']

await withFolder(async (data) => {
  const { key } = JSON.parse(await vitrine(['keys', 'create', '--name', 'bench', '--json', '--data', data]))
  const server = await serve(data, ['--max-answer-memory-bytes', '0'])
  try {
    const search = searcher(server.base, key)
    await measure(search, ['ingest', museum.manifest, '--mapping', museumMapping, '--data', data])
  } finally {
    await server.stop()
  }
})

async function measure(search: () => Promise<number>, ingest: readonly string[]): Promise<void> {
  const startedMs = performance.now()
  let isImporting = true
  const imported = vitrine(ingest).finally(() => {
    isImporting = false
  })
  const during: number[] = []
  while (isImporting) during.push(await search())
  const seconds = (performance.now() - startedMs) / 1000
  say((await imported).trim())
  const after: number[] = []
  while (after.length < SEARCHES_AFTER) after.push(await search())
  const waitMs = Math.max(...during) - Math.max(...after)
  report({
    bench: 'search while importing',
    waitMs: round(waitMs),
    goal: GOAL_MS,
    ok: waitMs <= GOAL_MS,
    seconds: round(seconds),
    during: figuresOf(during),
    after: figuresOf(after),
  })
}

/** Returns a function that searches for the next phrase and returns how long that took. */
function searcher(base: string, key: string): () => Promise<number> {
  let turn = 0
  return async () => {
    const phrase = encodeURIComponent(PHRASES[turn++ % PHRASES.length]!)
    const startedMs = performance.now()
    const response = await fetch(`${base}/v3/search/images/creative?phrase=${phrase}`, {
      headers: { 'api-key': key },
    })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`The search returned ${response.status}.`)
    const tookMs = performance.now() - startedMs
    await delay(PAUSE_MS)
    return tookMs
  }
}

function figuresOf(times: readonly number[]) {
  return {
    searches: times.length,
    medianMs: round(at(times, 0.5)),
    ms95: round(at(times, 0.95)),
    ms99: round(at(times, 0.99)),
    longestMs: round(at(times, 1)),
  }
}
