import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { compareRates } from './support/compare-rates.ts'
import { accessToken, signUp } from './support/customer.ts'
import { runHere, startVitrine, vitrine } from './support/processes.ts'
import { withFolder } from './support/with-library.ts'

/**
 * The cost of licensing an image in a size that exists: downloads per second, eight at once and each charged, compared with
 * transactions of one insert that are as durable, eight at once, alternating in one run.
 */
const ROUNDS = 7
const SECONDS = 3
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
  const base = JSON.parse(server.line).http.replace('localhost', '127.0.0.1')
  const token = await accessToken(base, client)
  await compareRates({
    bench: 'downloads',
    rounds: ROUNDS,
    goal: GOAL,
    ours: async () => Number(await runHere('post-downloads.ts', [base, client.key, token, String(SECONDS)])),
    bare: async (turn) =>
      Number(await runHere('bare-inserts.ts', [join(folder, `${turn}.db`), String(SECONDS)])),
  })
  await server.stop()
})
