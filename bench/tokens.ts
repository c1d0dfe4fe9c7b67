import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { runHere, startHere, startVitrine, vitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
import { withFolder } from './support/with-library.ts'

/**
 * The cost of checking a client that asks for a token: client_credentials requests per second of the server compared with
 * a bare Fastify route that makes the same rows as durably, alternating in one run, each on records of its own.
 */
const ROUNDS = 7
const SECONDS = 3
const GOAL = 0.4

await withFolder(async (folder) => {
  const data = join(folder, 'data')
  const run = async (args: readonly string[]) =>
    JSON.parse(await vitrine([...args, '--json', '--data', data]))
  await run(['customers', 'create', '--name', 'Bench'])
  const limits = ['--customer', 'Bench', '--grants', 'client_credentials']
  const { key, secret, id } = await run(['keys', 'create', '--name', 'bench', ...limits])
  await cp(data, join(folder, 'bare'), { recursive: true })
  const ports = ['--port', '0', '--tls-port', '0', '--log-level', 'warn']
  const server = await startVitrine(['serve', '--json', ...ports, '--data', data])
  const bare = await startHere('bare-tokens.ts', [join(folder, 'bare', 'records.db'), id])

  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: key,
    client_secret: secret,
  })
  const perSecond = async (base: string) =>
    Number(await runHere('load.ts', [`${base}/oauth2/token`, key, String(SECONDS), form.toString()]))
  const ours = JSON.parse(server.line).http.replace('localhost', '127.0.0.1')
  const turns: { ours: number; bare: number }[] = []
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const figures = { ours: await perSecond(ours), bare: await perSecond(bare.line) }
    const isWarmUp = turn === 0
    say(`ours ${round(figures.ours)}/s  bare ${round(figures.bare)}/s${isWarmUp ? '  (warming up)' : ''}`)
    if (!isWarmUp) turns.push(figures)
  }
  await Promise.all([server.stop(), bare.stop()])
  const ratio = median(turns.map((turn) => turn.ours / turn.bare))
  report({
    bench: 'tokens',
    ratio: round(ratio),
    goal: GOAL,
    ok: ratio >= GOAL,
    oursPerSecond: round(median(turns.map((turn) => turn.ours))),
    barePerSecond: round(median(turns.map((turn) => turn.bare))),
  })
})
