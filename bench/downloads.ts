import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { compareRates } from './support/compare-rates.ts'
import { accessToken, signUp } from './support/customer.ts'
import { ingestPicture } from './support/ingest-picture.ts'
import { perSecond, runHere, serve, startHere } from './support/processes.ts'
import { withFolder } from './support/with-library.ts'

/**
 * The cost of licensing an image in a size that exists: charged downloads per second, eight at once, compared with a bare
 * Fastify route that inserts the same row in a transaction of its own, as durably, eight at once. Both sides respond to
 * requests and write the same rows, so the difference is what a download is about: to check, charge and sign. `inserts`
 * are transactions of one small row in a loop, without requests: what the disk and the database can do at best. All
 * alternate in one run.
 */
const ROUNDS = 7
const SECONDS = 3
const CONCURRENCY = 8
const GOAL = 0.5

await withFolder(async (folder) => {
  const data = join(folder, 'data')
  await ingestPicture(data)
  const client = await signUp(data, ['download'])
  const server = await serve(data, ['--repeat-window-seconds', '0'])
  const { base } = server
  const token = await accessToken(base, client)
  const headers = { 'Api-Key': client.key, Authorization: `Bearer ${token}` }
  const url = `${base}/v3/downloads/images/100000001?auto_download=false`
  await fetch(url, { method: 'POST', headers })
  await cp(data, join(folder, 'bare'), { recursive: true })
  const bare = await startHere('bare-downloads.ts', [join(folder, 'bare', 'records.db')])
  const post = (url: string) =>
    perSecond({ url, method: 'POST', headers, connections: CONCURRENCY, seconds: SECONDS })
  await compareRates({
    bench: 'downloads',
    rounds: ROUNDS,
    goal: GOAL,
    ours: () => post(url),
    bare: () => post(`${bare.line}/downloads`),
    others: {
      inserts: async (turn) =>
        Number(await runHere('bare-inserts.ts', [join(folder, `${turn}.db`), String(SECONDS)])),
    },
  })
  await Promise.all([server.stop(), bare.stop()])
})
