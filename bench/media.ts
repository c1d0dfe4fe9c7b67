import { globSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import sharp from 'sharp'
import { openDecoders } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import type { DecoderPool } from '../src/media/decoder-pool.ts'
import { sizeNamed } from '../src/renditions/ladder.ts'
import { compareRates } from './support/compare-rates.ts'
import { perSecond, type Serving, serve, startHere, vitrine } from './support/processes.ts'
import { report, round } from './support/report.ts'
import { testData } from './support/test-data.ts'
import { withFolder } from './support/with-library.ts'

/**
 * What pictures cost beside the plainest way to make or send them: one size of 612 pixels, the first view of a comp that has to
 * be made, and one that is there; and the memory that a decoder needs. The whole ladder is measured by ladder.ts, an ingest by
 * ingest.ts.
 *
 * A first view is compared with a resize in this process, without a watermark, a process that may crash, and HTTP; and with the
 * same resize answered by a bare server.
 */
const PICTURES = 60
const ROUNDS = 5
const SECONDS = 3
const SIDE_PX = 612
const JPEG = { quality: 82 } as const
const [SIZE_GOAL, CACHED_GOAL] = [0.9, 0.8]
/** The longest that a first view may take, in times of a bare resize. */
const FIRST_VIEW_GOAL = 1.25
/** Keeps no rendition. */
const UNKEPT = ['--max-rendition-bytes', '0']
const KIBIBYTES_OF_MEBIBYTE = 1024
/** How many records a request asks for. */
const AT_ONCE = 100
const agent = new Agent({ keepAlive: true })

const photos = testData('media', 'clothing-cc0')
const files = globSync('**/*.{jpg,jpeg}', { cwd: photos }).sort()
/** Each has one first view. */
const all = files.map((file) => join(photos, file))
const paths = all.slice(0, PICTURES)

await measureSize()
await withFolder(async (folder) => {
  const pictures = join(folder, 'pictures')
  const data = join(folder, 'data')
  await mkdir(pictures)
  for (const [index, path] of all.entries())
    await copyFile(path, join(pictures, `${String(index).padStart(4, '0')}.jpg`))
  await vitrine(['ingest', pictures, '--data', data, ...UNKEPT])
  const { key } = JSON.parse(await vitrine(['keys', 'create', '--name', 'bench', '--json', '--data', data]))
  await measureFirstView(data, key)
  await measureCached(folder, data, key)
})
agent.destroy()

/** A resize with nothing around it, which enlarges nothing either. */
function bareResize(path: string): Promise<Buffer> {
  const box = { width: SIDE_PX, height: SIDE_PX, fit: 'inside', withoutEnlargement: true } as const
  return sharp(path).rotate().resize(box).jpeg(JPEG).toBuffer()
}

/** How many times per second something is done with each picture. */
async function rateOf(work: (path: string) => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await Promise.all(paths.map(work))
  return (paths.length * 1000) / (performance.now() - startedMs)
}

/** The same with the pictures of one turn, one after the other. */
async function rateOfTurn(turn: number, work: (path: string) => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  const count = Math.floor(all.length / (ROUNDS + 1))
  for (const path of all.slice(turn * count, (turn + 1) * count)) await work(path)
  return (count * 1000) / (performance.now() - startedMs)
}

async function measureSize(): Promise<void> {
  const decoder = await openDecoders(readConfig({}, {}))
  const spec = { ...sizeNamed('comp'), watermark: false }
  sharp.concurrency(1)
  await compareRates({
    bench: 'one size of 612 px',
    rounds: ROUNDS,
    goal: SIZE_GOAL,
    ours: () => rateOf((path) => decoder.render(path, [spec])),
    bare: () => rateOf(bareResize),
  })
  await measureMemory(decoder)
  await decoder.close()
}

/** The most memory that any decoder has had (Linux). */
async function measureMemory(decoder: DecoderPool): Promise<void> {
  await decoder.examine(paths[0]!, [sizeNamed('comp')])
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ')
  const peaks = children.map((pid) =>
    Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]),
  )
  report({ bench: 'memory of a decoder', mebibytes: round(Math.max(...peaks) / KIBIBYTES_OF_MEBIBYTE) })
}

/** The addresses of the comps of all pictures, watermarked, as a program gets them. */
async function comps({ base }: Serving, key: string): Promise<string[]> {
  const ids = all.map((_, index) => 100_000_001 + index)
  const links: string[] = []
  while (links.length < ids.length) {
    const some = ids.slice(links.length, links.length + AT_ONCE)
    const response = await fetch(`${base}/v3/images?ids=${some.join()}&fields=comp`, {
      headers: { 'api-key': key },
    })
    const { images } = (await response.json()) as { images: { display_sizes: { uri: string }[] }[] }
    links.push(...images.map(({ display_sizes: [size] }) => size!.uri.replace('localhost', '127.0.0.1')))
  }
  return links
}

/** Gets a file over a connection that is kept, with a client that costs less than `fetch`. */
function get(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const received = (response: IncomingMessage) => {
      if (response.statusCode !== 200) reject(new Error(`${response.statusCode} at ${url}`))
      response.resume().once('end', resolve)
    }
    request(url, { agent }, received).once('error', reject).end()
  })
}

/** Each picture is asked for once; the ingest kept no renditions. */
async function measureFirstView(data: string, key: string): Promise<void> {
  const server = await serve(data)
  const bare = await startHere('bare-resize.ts', [String(SIDE_PX), String(JPEG.quality)])
  const links = new Map((await comps(server, key)).map((link, index) => [all[index]!, link]))
  await compareRates({
    bench: 'first view of a comp',
    rounds: ROUNDS,
    goal: round(1 / FIRST_VIEW_GOAL),
    ours: (turn) => rateOfTurn(turn, (path) => get(links.get(path)!)),
    bare: (turn) => rateOfTurn(turn, bareResize),
    others: {
      'bare resize over HTTP': (turn) =>
        rateOfTurn(turn, (path) => get(`${bare.line}/resized?${new URLSearchParams({ path })}`)),
    },
  })
  await Promise.all([server.stop(), bare.stop()])
}

async function measureCached(folder: string, data: string, key: string): Promise<void> {
  const server = await serve(data)
  const [link] = await comps(server, key)
  const file = join(folder, 'comp.jpg')
  await writeFile(file, Buffer.from(await (await fetch(link!)).arrayBuffer()))
  const bare = await startHere('bare-file.ts', [file])
  await compareRates({
    bench: 'a comp that is there',
    rounds: ROUNDS,
    goal: CACHED_GOAL,
    ours: () => perSecond({ url: link!, seconds: SECONDS }),
    bare: () => perSecond({ url: `${bare.line}/file`, seconds: SECONDS }),
  })
  await Promise.all([server.stop(), bare.stop()])
}
