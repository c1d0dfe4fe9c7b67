import { accessToken, signUp } from './support/customer.ts'
import { addRecords, KNOWN_SEARCHES } from './support/generated-records.ts'
import { ingestPicture } from './support/ingest-picture.ts'
import { perSecond, serve, timesAtRate } from './support/processes.ts'
import { at, median, report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * How much downloads slow down searches: the 99th percentile of searches in 100,000 records, sent at half the rate that
 * saturates the server, while eight downloads at once are charged as fast as possible, compared with the same searches
 * alone, alternating in one run. Without the answer memory. The figure is the median of the ratios.
 */
const RECORDS = 100_000
const ROUNDS = 7
const SECONDS = 5
const CONCURRENCY = 8
const GOAL = 2

await withLibrary(async (library, data) => {
  await ingestPicture(data)
  await addRecords(library, data, RECORDS)
  await measure(data)
})

async function measure(data: string): Promise<void> {
  const client = await signUp(data, ['download'])
  const limits = ['--max-answer-memory-bytes', '0', '--repeat-window-seconds', '0']
  const server = await serve(data, limits)
  const { base } = server
  const token = await accessToken(base, client)
  const search = (rate: number) =>
    timesAtRate({ base, key: client.key, seconds: SECONDS, rate, paths: KNOWN_SEARCHES })
  const download = () =>
    perSecond({
      url: `${base}/v3/downloads/images/100000001?auto_download=false`,
      method: 'POST',
      headers: { 'Api-Key': client.key, Authorization: `Bearer ${token}` },
      connections: CONCURRENCY,
      seconds: SECONDS,
    })

  await search(0)
  const rate = (await search(0)).length / SECONDS / 2
  const turns: { alone: number; meanwhile: number; downloads: number }[] = []
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const alone = at(await search(rate), 0.99)
    const [times, downloads] = await Promise.all([search(rate), download()])
    const meanwhile = at(times, 0.99)
    const shown = `alone ${round(alone)} ms, with ${round(downloads)} downloads/s ${round(meanwhile)} ms`
    say(`${shown}${turn === 0 ? '  (warming up)' : ''}`)
    if (turn > 0) turns.push({ alone, meanwhile, downloads })
  }
  const ratio = median(turns.map(({ alone, meanwhile }) => meanwhile / alone))
  report({
    bench: 'search while downloading',
    searchesPerSecond: round(rate),
    ratio: round(ratio),
    goal: GOAL,
    ok: ratio <= GOAL,
    aloneMs99: round(median(turns.map(({ alone }) => alone))),
    meanwhileMs99: round(median(turns.map(({ meanwhile }) => meanwhile))),
    downloadsPerSecond: round(median(turns.map(({ downloads }) => downloads))),
  })
  await server.stop()
}
