import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startVitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'

/** The time from starting `vitrine serve` to the response to a first search, with an existing demo library. */
const RUNS = 9
const GOAL_MS = 1500

const data = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
const options = ['--json', '--port', '0', '--tls-port', '0', '--log-level', 'warn', '--data', data]
try {
  say('Making the demo library …')
  const dev = await startVitrine(['dev', ...options])
  const { key } = JSON.parse(dev.line).demo
  await dev.stop()
  const times: number[] = []
  for (let turn = 0; turn < RUNS; turn++) times.push(await firstAnswerMs(key))
  const ms = median(times)
  report({
    bench: 'first answer',
    ms: round(ms),
    slowestMs: round(Math.max(...times)),
    goal: GOAL_MS,
    ok: ms <= GOAL_MS,
  })
} finally {
  await rm(data, { recursive: true })
}

async function firstAnswerMs(key: string): Promise<number> {
  const startedMs = performance.now()
  const server = await startVitrine(['serve', ...options])
  try {
    const url = `${JSON.parse(server.line).http}/v3/search/images/creative?phrase=tree`
    const response = await fetch(url, { headers: { 'api-key': key } })
    const { result_count: found } = (await response.json()) as { result_count: number }
    const ms = performance.now() - startedMs
    if (!(found > 0)) throw new Error(`The search returned ${response.status} and found ${found}.`)
    say(`${round(ms)} ms`)
    return ms
  } finally {
    await server.stop()
  }
}
