import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { compareRates } from './support/compare-rates.ts'
import { accessToken, signUp } from './support/customer.ts'
import { perSecond, runHere, startHere, startVitrine, vitrine } from './support/processes.ts'
import { withFolder } from './support/with-library.ts'

/**
 * The cost of licensing an image in a size that exists: charged downloads per second, eight at once, compared with a bare
 * Fastify route that commits one insert per request, as durably, eight at once. Both sides answer HTTP requests, because
 * a download is one: what is compared is the checking, charging and signing. `inserts` is the ratio to the same
 * transactions in a loop, without requests. All alternate in one run.
 */
const ROUNDS = 7
const SECONDS = 3
const CONCURRENCY = 8
const GOAL = 0.5

await withFolder(async (folder) => {
  const data = join(folder, 'data')
  const pictures = join(folder, 'pictures')
  await mkdir(pictures)
  await sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
    .jpeg()
    .toFile(join(pictures, 'a.jpg'))
  await vitrine(['ingest', pictures, '--data', data])
  const client = await signUp(data, ['download'])
  const ports = ['--port', '0', '--tls-port', '0', '--log-level', 'warn', '--repeat-window-seconds', '0']
  const server = await startVitrine(['serve', '--json', ...ports, '--data', data])
  const bare = await startHere('bare-posts.ts', [join(folder, 'posts.db')])
  const base = JSON.parse(server.line).http.replace('localhost', '127.0.0.1')
  const token = await accessToken(base, client)
  const post = (url: string) =>
    perSecond({
      url,
      method: 'POST',
      headers: { 'Api-Key': client.key, Authorization: `Bearer ${token}` },
      connections: CONCURRENCY,
      seconds: SECONDS,
    })
  await compareRates({
    bench: 'downloads',
    rounds: ROUNDS,
    goal: GOAL,
    ours: () => post(`${base}/v3/downloads/images/100000001?auto_download=false`),
    bare: () => post(`${bare.line}/downloads`),
    others: {
      inserts: async (turn) =>
        Number(await runHere('bare-inserts.ts', [join(folder, `${turn}.db`), String(SECONDS)])),
    },
  })
  await Promise.all([server.stop(), bare.stop()])
})
