import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { randomFrom } from '../src/lib/random.ts'
import { runHere, startHere, startVitrine, vitrine } from './support/processes.ts'
import { median, report, round, say } from './support/report.ts'
import { withFolder } from './support/with-library.ts'

/**
 * The cost of delivering a licensed JPEG of about 2 MB by its signed link, with its stamp, compared with a bare Fastify
 * route that streams the same file, alternating in one run.
 */
const ROUNDS = 7
const SECONDS = 3
const GOAL = 0.8
const SIDE_PX = 1000

await withFolder(async (folder) => {
  const data = join(folder, 'data')
  const pictures = join(folder, 'pictures')
  await mkdir(pictures)
  const picture = join(pictures, 'noise.jpg')
  await writeFile(picture, await noise())
  await vitrine(['ingest', pictures, '--data', data])
  const run = async (args: readonly string[]) =>
    JSON.parse(await vitrine([...args, '--json', '--data', data]))
  await run(['customers', 'create', '--name', 'Bench'])
  const terms = ['--type', 'easyaccess', '--largest-size', 'xx_large']
  await run(['agreements', 'create', '--customer', 'Bench', '--name', 'Bench', ...terms])
  const limits = ['--customer', 'Bench', '--grants', 'client_credentials', '--allow', 'download']
  const { key, secret } = await run(['keys', 'create', '--name', 'bench', ...limits])
  const ports = ['--port', '0', '--tls-port', '0', '--log-level', 'warn']
  const server = await startVitrine(['serve', '--json', ...ports, '--data', data])
  const base = JSON.parse(server.line).http.replace('localhost', '127.0.0.1')
  const bare = await startHere('bare-file.ts', [picture])
  const link = await licensed(base, { key, secret })

  const perSecond = async (url: string) => Number(await runHere('load.ts', [url, key, String(SECONDS)]))
  const turns: { ours: number; bare: number }[] = []
  for (let turn = 0; turn <= ROUNDS; turn++) {
    const figures = { ours: await perSecond(link), bare: await perSecond(`${bare.line}/file`) }
    const isWarmUp = turn === 0
    say(`ours ${round(figures.ours)}/s  bare ${round(figures.bare)}/s${isWarmUp ? '  (warming up)' : ''}`)
    if (!isWarmUp) turns.push(figures)
  }
  await Promise.all([server.stop(), bare.stop()])
  const ratio = median(turns.map((turn) => turn.ours / turn.bare))
  report({
    bench: 'delivery',
    ratio: round(ratio),
    goal: GOAL,
    ok: ratio >= GOAL,
    megabytes: round((await stat(picture)).size / 1_000_000),
    oursPerSecond: round(median(turns.map((turn) => turn.ours))),
    barePerSecond: round(median(turns.map((turn) => turn.bare))),
  })
})

/** A JPEG that does not compress well. */
function noise(): Promise<Buffer> {
  const random = randomFrom(1)
  const pixels = Uint8Array.from({ length: SIDE_PX * SIDE_PX * 3 }, () => random.below(256))
  const raw = { width: SIDE_PX, height: SIDE_PX, channels: 3 } as const
  return sharp(pixels, { raw }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** The link at which the picture is delivered. */
async function licensed(base: string, { key, secret }: { key: string; secret: string }): Promise<string> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: key,
    client_secret: secret,
  })
  const issued = await fetch(`${base}/oauth2/token`, { method: 'POST', body: form })
  const { access_token: token } = (await issued.json()) as { access_token: string }
  const download = await fetch(`${base}/v3/downloads/images/100000001?auto_download=false`, {
    method: 'POST',
    headers: { 'api-key': key, authorization: `Bearer ${token}` },
  })
  const { uri } = (await download.json()) as { uri: string }
  return uri.replace('localhost', '127.0.0.1')
}
