import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { perSecond, serve, startHere, vitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'

/**
 * The cost of authentication, parameters, records and presentation: requests per second of the server compared with bare
 * Fastify routes that send the same bytes over the same transport, alternating in one run. `anew` is the same server
 * without its answer memory.
 */
const ROUNDS = 7
const SECONDS = 2
const CASES = [
  { url: '/v3/countries', goal: 0.8 },
  { url: '/v3/images/100000001', goal: 0.5 },
]

const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
try {
  await measure()
} finally {
  await rm(folder, { recursive: true })
}

async function measure(): Promise<void> {
  const data = join(folder, 'data')
  const pictures = join(folder, 'pictures')
  await mkdir(pictures)
  await sharp({ create: { width: 600, height: 400, channels: 3, background: 'teal' } })
    .jpeg()
    .toFile(join(pictures, 'A quiet morning.jpg'))
  await vitrine(['ingest', pictures, '--data', data])
  const { key } = JSON.parse(await vitrine(['keys', 'create', '--name', 'bench', '--json', '--data', data]))
  const server = await serve(data)
  const anew = await serve(data, ['--max-answer-memory-bytes', '0'])
  const routes = await Promise.all(CASES.map(({ url }) => capture(server.base, url, key)))
  const bare = await startHere('bare-fastify.ts', [JSON.stringify(routes)])

  const ask = (url: string) => perSecond({ url, headers: { 'Api-Key': key }, seconds: SECONDS })
  for (const { url, goal } of CASES) {
    const turns: { ours: number; anew: number; bare: number }[] = []
    for (let turn = 0; turn <= ROUNDS; turn++) {
      const figures = {
        ours: await ask(server.base + url),
        anew: await ask(anew.base + url),
        bare: await ask(bare.line + url),
      }
      const shown = Object.entries(figures).map(([side, figure]) => `${side} ${round(figure)}/s`)
      say(`${url}  ${shown.join('  ')}${turn === 0 ? '  (warming up)' : ''}`)
      if (turn > 0) turns.push(figures)
    }
    const ratio = median(turns.map((turn) => turn.ours / turn.bare))
    report({
      bench: `requests ${url}`,
      ratio: round(ratio),
      goal,
      ok: ratio >= goal,
      anewRatio: round(median(turns.map((turn) => turn.anew / turn.bare))),
      oursPerSecond: round(median(turns.map((turn) => turn.ours))),
      barePerSecond: round(median(turns.map((turn) => turn.bare))),
    })
  }
  await Promise.all([bare, anew, server].map((started) => started.stop()))
}

async function capture(base: string, url: string, key: string) {
  const response = await fetch(base + url, { headers: { 'api-key': key, 'accept-encoding': 'identity' } })
  return { url, type: response.headers.get('content-type')!, body: await response.text() }
}
