import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { runHere, startVitrine, vitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
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
  const run = async (args: readonly string[]) =>
    JSON.parse(await vitrine([...args, '--json', '--data', data]))
  await run(['customers', 'create', '--name', 'Bench'])
  const terms = ['--type', 'easyaccess', '--largest-size', 'xx_large']
  await run(['agreements', 'create', '--customer', 'Bench', '--name', 'Bench', ...terms])
  const limits = ['--customer', 'Bench', '--grants', 'client_credentials', '--allow', 'download']
  const { key, secret } = await run(['keys', 'create', '--name', 'bench', ...limits])
  const ports = ['--port', '0', '--tls-port', '0', '--log-level', 'warn', '--repeat-window-seconds', '0']
  const server = await startVitrine(['serve', '--json', ...ports, '--data', data])
  const base = JSON.parse(server.line).http.replace('localhost', '127.0.0.1')
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: key,
    client_secret: secret,
  })
  const issued = await fetch(`${base}/oauth2/token`, { method: 'POST', body: form })
  const { access_token: token } = (await issued.json()) as { access_token: string }

  const turns: { ours: number; bare: number }[] = []
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const ours = Number(await runHere('post-downloads.ts', [base, key, token, String(SECONDS)]))
    const bare = Number(await runHere('bare-inserts.ts', [join(folder, `${turn}.db`), String(SECONDS)]))
    const isWarmUp = turn === 0
    say(`ours ${round(ours)}/s  bare ${round(bare)}/s${isWarmUp ? '  (warming up)' : ''}`)
    if (!isWarmUp) turns.push({ ours, bare })
  }
  await server.stop()
  const ratio = median(turns.map((turn) => turn.ours / turn.bare))
  report({
    bench: 'downloads',
    ratio: round(ratio),
    goal: GOAL,
    ok: ratio >= GOAL,
    oursPerSecond: round(median(turns.map((turn) => turn.ours))),
    barePerSecond: round(median(turns.map((turn) => turn.bare))),
  })
})
