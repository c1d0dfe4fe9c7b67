import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { randomFrom } from '../src/lib/random.ts'
import { compareRates } from './support/compare-rates.ts'
import { accessToken, type BenchClient, signUp } from './support/customer.ts'
import { perSecond, serve, startHere, vitrine } from './support/processes.ts'
import { round } from './support/report.ts'
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
  const client = await signUp(data, ['download'])
  const server = await serve(data)
  const { base } = server
  const bare = await startHere('bare-file.ts', [picture])
  const link = await licensed(base, client)
  await compareRates({
    bench: 'delivery',
    rounds: ROUNDS,
    goal: GOAL,
    ours: () => perSecond({ url: link, seconds: SECONDS }),
    bare: () => perSecond({ url: `${bare.line}/file`, seconds: SECONDS }),
    more: { megabytes: round((await stat(picture)).size / 1_000_000) },
  })
  await Promise.all([server.stop(), bare.stop()])
})

/** A JPEG that does not compress well. */
function noise(): Promise<Buffer> {
  const random = randomFrom(1)
  const pixels = Uint8Array.from({ length: SIDE_PX * SIDE_PX * 3 }, () => random.below(256))
  const raw = { width: SIDE_PX, height: SIDE_PX, channels: 3 } as const
  return sharp(pixels, { raw }).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** The link at which the picture is delivered. */
async function licensed(base: string, client: BenchClient): Promise<string> {
  const token = await accessToken(base, client)
  const download = await fetch(`${base}/v3/downloads/images/100000001?auto_download=false`, {
    method: 'POST',
    headers: { 'api-key': client.key, authorization: `Bearer ${token}` },
  })
  const { uri } = (await download.json()) as { uri: string }
  return uri.replace('localhost', '127.0.0.1')
}
