import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sizeOf } from '../src/media/size-of.ts'
import { clipArgs, MARK_FILE } from '../src/media/video/clip-args.ts'
import { POSTER } from '../src/media/video/frames.ts'
import { uprightFilters } from '../src/media/video/upright-filters.ts'
import { INGEST_LADDER, sizeNamed } from '../src/renditions/ladder.ts'
import { clipNamed } from '../src/renditions/video-ladder.ts'
import { median, report, round, say } from './support/report.ts'
import { testData } from './support/test-data.ts'
import { timed } from './support/timed.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * The time until a video has its poster in the sizes that an ingest makes, and until its preview clip is there with a
 * watermark, compared with the same calls of ffprobe and ffmpeg by hand, in turn.
 */
const RUNS = 9
const MAX_RATIO = 1.15

const run = promisify(execFile)
const file = testData('media', 'videos', 'big-buck-bunny-480p-30s.mp4')
const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
const inFolder = (program: string, ...args: readonly string[]) => run(program, args, { cwd: folder })

await withLibrary(async ({ decoder, clips }) => {
  const { facts } = await decoder.examineVideo(file, INGEST_LADDER, { frame: POSTER })
  if (!facts) throw new Error('This benchmark needs ffmpeg and ffprobe.')
  const posterSize = sizeOf(facts, sizeNamed('comp').bound)
  const poster = {
    async ours() {
      await decoder.examineVideo(file, INGEST_LADDER, { frame: POSTER })
    },
    async byHand() {
      await inFolder('ffprobe', ...'-v error -of json -show_format -show_streams'.split(' '), file)
      await inFolder(
        'ffmpeg',
        ...`-v error -y -ss 3 -i ${file} -map 0:V:0 -frames:v 1 -f rawvideo -pix_fmt rgb24 -vf`.split(' '),
        ['thumbnail=24', ...uprightFilters(facts, posterSize)].join(','),
        'frame',
      )
    },
  }

  const spec = { ...clipNamed('preview_mp4'), watermark: true }
  const { width, height } = sizeOf(facts, spec.bound)
  const size = { width: width - (width % 2), height: height - (height % 2) }
  await writeFile(join(folder, MARK_FILE), await decoder.drawMark(size))
  const clip = {
    ours: () => clips.make({ path: file, facts, onProgress: () => {} }, spec, async () => {}),
    async byHand() {
      const args = clipArgs({ program: 'ffmpeg', facts }, spec, size)
      await inFolder('ffmpeg', '-v', 'error', '-y', '-i', file, ...args, 'clip.mp4')
    },
  }

  for (const [name, { ours, byHand }] of Object.entries({ poster, clip })) {
    const [ourMs, handMs]: [number[], number[]] = [[], []]
    for (let turn = 0; turn <= RUNS; turn++) {
      const [[our], [hand]] = [await timed(ours), await timed(byHand)]
      say(`${name}: ${round(our)} ms, by hand ${round(hand)} ms`)
      // The first run starts decoders and fills the cache of the disk.
      if (turn === 0) continue
      ourMs.push(our)
      handMs.push(hand)
    }
    const ratio = round(median(ourMs) / median(handMs))
    report({
      bench: 'videos',
      part: name,
      ms: round(median(ourMs)),
      msByHand: round(median(handMs)),
      ratio,
      goal: `at most ${MAX_RATIO}`,
      isMet: ratio <= MAX_RATIO,
    })
  }
}).finally(() => rm(folder, { recursive: true }))
