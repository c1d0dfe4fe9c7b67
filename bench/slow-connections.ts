import { signUp } from './support/customer.ts'
import { addRecords, KNOWN_SEARCHES } from './support/generated-records.ts'
import { serve, startHere, timesAtRate } from './support/processes.ts'
import { at, median, report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * How much connections that do nothing slow down searches: the 99th percentile of searches in 20,000 records, sent at a
 * quarter of the rate that saturates the server, while 500 connections are silent or send a header byte by byte, compared
 * with the same searches alone, alternating in one run. Without the answer memory. The figure is the median of the ratios.
 */
const RECORDS = 20_000
const CONNECTIONS = 500
const ROUNDS = 7
const SECONDS = 5
const GOAL = 1.2

await withLibrary(async (library, data) => {
  await addRecords(library, data, RECORDS)
  await measure(data)
})

async function measure(data: string): Promise<void> {
  const { key } = await signUp(data)
  const server = await serve(data, ['--max-answer-memory-bytes', '0'])
  const { base } = server
  const search = (rate: number) => timesAtRate({ base, key, seconds: SECONDS, rate, paths: KNOWN_SEARCHES })
  await search(0)
  const rate = (await search(0)).length / SECONDS / 4
  const turns: { alone: number; beside: number }[] = []
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const alone = at(await search(rate), 0.99)
    const connections = await startHere('slow-connections.ts', [new URL(base).port, String(CONNECTIONS)])
    const beside = at(await search(rate), 0.99)
    await connections.stop()
    say(`alone ${round(alone)} ms, beside ${CONNECTIONS} slow connections ${round(beside)} ms`)
    if (turn > 0) turns.push({ alone, beside })
  }
  const ratio = median(turns.map(({ alone, beside }) => beside / alone))
  report({
    bench: 'searches beside slow connections',
    searchesPerSecond: round(rate),
    ratio: round(ratio),
    goal: GOAL,
    ok: ratio <= GOAL,
    aloneMs99: round(median(turns.map(({ alone }) => alone))),
    besideMs99: round(median(turns.map(({ beside }) => beside))),
  })
  await server.stop()
}
