import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { compareRates } from './support/compare-rates.ts'
import { accessToken, signUp } from './support/customer.ts'
import { type Serving, serve, vitrine } from './support/processes.ts'
import { round } from './support/report.ts'
import { testData } from './support/test-data.ts'
import { withFolder } from './support/with-library.ts'

/**
 * How much longer a visitor waits for a comp that has to be made while a download size of a video is made, compared with the
 * same comps while ffmpeg is stopped, in turn. Pictures are asked for one after the other, and no rendition is kept. Only
 * for Linux.
 */
const ROUNDS = 9
const PICTURES = 30
/** The longest that a view may take while a size is made, in times of one without. */
const GOAL = 1.5
/** The video is so many times this long that its size is not ready before the end. */
const [VIDEO_SECONDS, TIMES] = [4, 20]
/** Keeps no rendition. */
const UNKEPT = ['--max-rendition-bytes', '0']
const PAUSE_MS = 50

const run = promisify(execFile)
const idOf = (place: number) => 100_000_000 + place
const here = (uri: string) => uri.replace('localhost', '127.0.0.1')

await withFolder(async (folder) => {
  const [media, data] = [join(folder, 'media'), join(folder, 'data')]
  await mkdir(media)
  await makeMedia(media)
  await vitrine(['ingest', media, '--data', data, ...UNKEPT])
  const client = await signUp(data, ['download'])
  const server = await serve(data, UNKEPT)
  try {
    const views = await comps(server, client.key)
    const link = await beginSize(server, {
      'api-key': client.key,
      authorization: `Bearer ${await accessToken(server.base, client)}`,
    })
    const ffmpeg = await ffmpegOf(server)
    const viewAll = async () => {
      const startedMs = performance.now()
      for (const view of views) await fetched(view)
      return (views.length * 1000) / (performance.now() - startedMs)
    }
    await compareRates({
      bench: 'views while transcoding',
      rounds: ROUNDS,
      goal: round(1 / GOAL),
      async ours() {
        process.kill(ffmpeg, 'SIGCONT')
        return viewAll()
      },
      async bare() {
        process.kill(ffmpeg, 'SIGSTOP')
        return viewAll()
      },
    })
    if ((await fetch(link)).status !== 503) throw new Error('The size was ready too early.')
  } finally {
    await server.stop()
  }
})

/** Pictures, and after them by name a video. */
async function makeMedia(folder: string): Promise<void> {
  const photos = testData('media', 'clothing-cc0')
  const files = globSync('**/*.{jpg,jpeg}', { cwd: photos }).sort().slice(0, PICTURES)
  for (const [index, file] of files.entries())
    await copyFile(join(photos, file), join(folder, `a${String(index).padStart(2, '0')}.jpg`))
  const drawing = `testsrc2=size=1920x1080:rate=25:duration=${VIDEO_SECONDS},noise=alls=12:allf=t`
  const coding = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p'.split(' ')
  const [part, video] = [join(folder, '..', 'part.mp4'), join(folder, 'b.mp4')]
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', drawing, ...coding, part])
  const repeated = ['-stream_loop', String(TIMES - 1), '-i', part, '-c', 'copy', video]
  await run('ffmpeg', ['-v', 'error', ...repeated])
}

/** The addresses of the comps of all pictures. */
async function comps({ base }: Serving, key: string): Promise<string[]> {
  const ids = Array.from({ length: PICTURES }, (_, index) => idOf(index + 1))
  const response = await fetch(`${base}/v3/images?ids=${ids.join()}&fields=comp`, {
    headers: { 'api-key': key },
  })
  const { images } = (await response.json()) as { images: { display_sizes: { uri: string }[] }[] }
  return images.map(({ display_sizes: [size] }) => here(size!.uri))
}

async function fetched(uri: string): Promise<void> {
  const response = await fetch(uri)
  if (response.status !== 200) throw new Error(`${response.status} at ${uri}`)
  await response.arrayBuffer()
}

/** Downloads a size of the video, which has yet to be made, and returns its link. */
async function beginSize({ base }: Serving, headers: Readonly<Record<string, string>>): Promise<string> {
  const address = `${base}/v3/downloads/videos/${idOf(PICTURES + 1)}?size=hd1&auto_download=false`
  const response = await fetch(address, { method: 'POST', headers })
  const { uri, ...problem } = (await response.json()) as { uri?: string }
  if (uri === undefined) throw new Error(JSON.stringify(problem))
  return here(uri)
}

/** Waits until a server runs ffmpeg, and returns its process id. */
async function ffmpegOf({ pid }: Serving): Promise<number> {
  for (;;) {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
    const found = children.find((child) => readFileSync(`/proc/${child}/comm`, 'utf8') === 'ffmpeg\n')
    if (found) return Number(found)
    await delay(PAUSE_MS)
  }
}
