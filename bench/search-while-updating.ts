import { createClient, newKey } from '../src/access/clients.ts'
import { addRecords, KNOWN_SEARCHES } from './support/generated-records.ts'
import { runHere, serve, timesAtRate } from './support/processes.ts'
import { at, report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * Searches through the port, without the answer memory, while another process edits records: 200 searches and 1,000 edits a
 * second, in transactions of 50, of 100,000 generated records or of as many as the first argument says, for 20 seconds or as
 * many as the second one says. Some edits are followed until a search finds the edited records.
 */
const RECORDS = Number(process.argv[2] ?? 100_000)
const SECONDS = Number(process.argv[3] ?? 20)
const [SEARCHES_PER_SECOND, EDITS_PER_SECOND] = [200, 1000]
/** Edits may be this share slower. */
const TOLERANCE = 0.02
const GOALS = { ms99: 40, visibleMs: 1000, editsPerSecond: EDITS_PER_SECOND * (1 - TOLERANCE) }

/** What `edit-records.ts` prints. */
type Edited = { readonly perSecond: number; readonly visibleMs: readonly number[] }

await withLibrary(async (library, data) => {
  await addRecords(library, data, RECORDS)
  const key = newKey()
  const limits = { qps: null, expiresMs: null }
  await createClient(library.db, { name: 'bench', key, ...limits, now: new Date() })
  const server = await serve(data, ['--max-answer-memory-bytes', '0'])
  try {
    const load = { base: server.base, key, rate: SEARCHES_PER_SECOND, paths: KNOWN_SEARCHES }
    say('Warming up …')
    await timesAtRate({ ...load, seconds: SECONDS })
    const edits = [data, server.base, key, String(SECONDS), String(EDITS_PER_SECOND)]
    const [times, edited] = await Promise.all([
      timesAtRate({ ...load, seconds: SECONDS }),
      runHere('edit-records.ts', edits).then((output) => JSON.parse(output) as Edited),
    ])
    reportAll(times, edited)
  } finally {
    await server.stop()
  }
})

function reportAll(times: readonly number[], { perSecond, visibleMs }: Edited): void {
  const [ms99, slowestMs] = [at(times, 0.99), Math.max(...visibleMs)]
  report({
    bench: 'search while updating',
    records: RECORDS,
    goals: GOALS,
    medianMs: round(at(times, 0.5)),
    ms95: round(at(times, 0.95)),
    ms99: round(ms99),
    editsPerSecond: round(perSecond),
    visibleMs: round(slowestMs),
    visibleMedianMs: round(at(visibleMs, 0.5)),
    ok: ms99 <= GOALS.ms99 && slowestMs <= GOALS.visibleMs && perSecond >= GOALS.editsPerSecond,
  })
}
