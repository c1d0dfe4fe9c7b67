import { join } from 'node:path'
import { ingestManifest } from '../src/ingest/manifest/ingest-manifest.ts'
import { catchUp } from '../src/search/indexer.ts'
import { accessToken, signUp } from './support/customer.ts'
import { KNOWN_WORDS, writeRecords } from './support/generated-records.ts'
import { ingestPicture } from './support/ingest-picture.ts'
import { perSecond, runHere, startVitrine } from './support/processes.ts'
import { at, median, report, round, say } from './support/report.ts'
import { withFolder, withLibrary } from './support/with-library.ts'

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
const PATHS = [KNOWN_WORDS.common, KNOWN_WORDS.middling, KNOWN_WORDS.rare].map(
  (word) => `/v3/search/images?page_size=30&phrase=${word}`,
)

await withFolder((folder) =>
  withLibrary(async (library, data) => {
    say('Ingesting …')
    await ingestPicture(folder, data)
    const manifest = join(folder, 'records.jsonl')
    await writeRecords(manifest, { from: 0, to: RECORDS })
    await ingestManifest(library, { manifest, format: 'json lines', source: 'bench' })
    await catchUp(library)
    await measure(data)
  }),
)

async function measure(data: string): Promise<void> {
  const client = await signUp(data, ['download'])
  const options = ['--json', '--port', '0', '--tls-port', '0', '--log-level', 'warn', '--data', data]
  const limits = ['--max-answer-memory-bytes', '0', '--repeat-window-seconds', '0']
  const server = await startVitrine(['serve', ...options, ...limits])
  const base = JSON.parse(server.line).http.replace('localhost', '127.0.0.1')
  const token = await accessToken(base, client)
  const search = async (rate: number): Promise<number[]> => {
    const args = [base, client.key, String(SECONDS), String(rate), JSON.stringify(PATHS)]
    return JSON.parse(await runHere('load-at-rate.ts', args))
  }
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
