import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { ffmpeg, NEEDS_FFMPEG } from '../support/ffmpeg.ts'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'
import { assertColour, colourAt } from '../support/shown.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** The left half red, the right half green; the colours are those of standard definition if no others are stated. */
const halves = (size: string, rate = '25') => [
  '-f',
  'lavfi',
  '-i',
  `color=red:size=${size}:rate=${rate}:duration=2,drawbox=x=iw/2:w=iw/2:h=ih:t=fill:color=green`,
]
const X264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '12']

const SOUND = ['-f', 'lavfi', '-i', 'sine=duration=2', '-c:a', 'aac']
const ONE_KEY_FRAME = ['-g', '1000', '-sc_threshold', '0', '-f', 'mpegts']

/** Returns a QuickTime file whose track is turned by 90 degrees, by the matrix of its header (ISO 14496-12, 8.3.2). */
function turnedClockwise(file: Buffer): Buffer {
  const copy = Buffer.from(file)
  const matrix = copy.indexOf('tkhd', 'latin1') + 4 + 40
  const [none, one] = [0, 0x1_00_00]
  for (const [at, value] of [none, one, none, -one, none].entries()) copy.writeInt32BE(value, matrix + at * 4)
  return copy
}

type Expected = {
  /** How the file is made. */
  readonly made: readonly string[]
  readonly shown: Record<string, unknown>
  /** The size of the thumb, and whether red is left of green, or above it. */
  readonly thumb: readonly [width: number, height: number, red?: 'left' | 'above']
}

const FILES: Record<string, Expected> = {
  'plain.mov': {
    made: [...halves('320x180'), ...X264],
    shown: { clip_length: '00:00:02:00', aspect_ratio: '16:9', mastered_to: 'QuickTime H.264 320x180 25p' },
    thumb: [170, 96],
  },
  'fractional.mkv': {
    made: [...halves('320x240', '30000/1001'), ...X264],
    shown: { aspect_ratio: '4:3', mastered_to: 'Matroska H.264 320x240 29.97p' },
    thumb: [170, 128],
  },
  'anamorphic.mpg': {
    made: [...halves('720x576'), '-vf', 'setsar=64/45', '-c:v', 'mpeg2video', '-q:v', '2', '-f', 'dvd'],
    shown: { aspect_ratio: '16:9', max_dimensions: { width: 720, height: 576 } },
    thumb: [170, 96],
  },
  'camcorder.mts': {
    made: [...halves('320x180', '50'), '-vf', 'interlace', ...X264, '-flags', '+ildct+ilme', '-f', 'mpegts'],
    shown: { mastered_to: 'MPEG H.264 320x180 25i' },
    thumb: [170, 96],
  },
  'black start.mp4': {
    made: [...halves('320x180'), '-vf', 'tpad=start_duration=2:color=black', ...X264],
    shown: { clip_length: '00:00:04:00' },
    thumb: [170, 96],
  },
  // Its only key frame is the first one, so that nothing after it can be sought.
  'black start.ts': {
    made: [...halves('320x180'), '-vf', 'tpad=start_duration=2:color=black', ...X264, ...ONE_KEY_FRAME],
    shown: { clip_length: '00:00:04:00' },
    thumb: [170, 96],
  },
  // The times of its sound and pictures, of which its duration consists, begin differently.
  'fragments.mp4': {
    made: [...halves('320x180'), ...SOUND, ...X264, '-bf', '0', '-movflags', 'frag_keyframe+empty_moov'],
    shown: { mastered_to: 'MPEG-4 H.264 320x180 25p' },
    thumb: [170, 96],
  },
  'old.avi': {
    made: [...halves('320x240'), '-c:v', 'mjpeg', '-q:v', '2', '-pix_fmt', 'yuvj420p'],
    shown: { mastered_to: 'AVI Photo-JPEG 320x240 25p' },
    thumb: [170, 128],
  },
  'old.wmv': {
    made: [...halves('320x240'), '-c:v', 'wmv2', '-q:v', '2'],
    shown: { aspect_ratio: '4:3' },
    thumb: [170, 128],
  },
  'broadcast.mxf': {
    made: [...halves('320x240'), '-c:v', 'mpeg2video', '-q:v', '2'],
    shown: { mastered_to: 'MXF MPEG-2 320x240 25p' },
    thumb: [170, 128],
  },
  'tape.dv': {
    made: [...halves('720x576'), '-aspect', '4:3', '-target', 'pal-dv'],
    shown: { aspect_ratio: '4:3', clip_length: '00:00:02:00', mastered_to: 'DV DV 720x576 25p' },
    thumb: [170, 128],
  },
  'ten bits.mp4': {
    made: [...halves('320x180'), '-c:v', 'libx264', '-pix_fmt', 'yuv420p10le', '-crf', '12'],
    shown: { aspect_ratio: '16:9' },
    thumb: [170, 96],
  },
}

describe('a video', NEEDS_FFMPEG, () => {
  const t = suiteLifetime()
  let server: Served
  const ids: Record<string, number> = {}

  before(async () => {
    const folder = await temporaryFolder(t)
    for (const [name, { made }] of Object.entries(FILES)) ffmpeg(...made, join(folder, name))
    // A phone stores frames as its sensor sees them, and how to turn them.
    await writeFile(join(folder, 'turned.mp4'), turnedClockwise(await readFile(join(folder, 'plain.mov'))))
    const library = await emptyLibrary(t)
    const { outcomes } = await ingestAndIndex(library, folder)
    for (const it of outcomes) if ('assetId' in it) ids[it.path] = it.assetId
    assert.deepEqual(
      outcomes.map((it) => ('warning' in it ? it.warning : it.is)),
      outcomes.map(() => 'added'),
    )
    server = await serve(library, { abilities: ['unwatermarked'] })
  })

  it('with sound only is refused as a recording, even with a cover', async (t) => {
    const folder = await temporaryFolder(t)
    const [sound, cover] = [join(folder, 'sound.mp4'), join(await temporaryFolder(t), 'cover.jpg')]
    ffmpeg(...SOUND, sound)
    ffmpeg(...halves('64x64'), '-frames:v', '1', cover)
    const streams = ['-map', '0', '-map', '1', '-c', 'copy', '-disposition:v:0', 'attached_pic']
    ffmpeg('-i', sound, '-i', cover, ...streams, join(folder, 'with cover.mp4'))
    const { outcomes } = await ingestAndIndex(await emptyLibrary(t), folder)
    assert.deepEqual(
      outcomes.map((it) => 'reason' in it && it.reason),
      ['The file is a sound recording, not a picture.', 'The file is a sound recording, not a picture.'],
    )
  })

  const cases: [string, Omit<Expected, 'made'>][] = [
    ...Object.entries(FILES),
    [
      'turned.mp4',
      {
        shown: { aspect_ratio: '9:16', orientation: 'Vertical', max_dimensions: { width: 180, height: 320 } },
        thumb: [96, 170, 'above'],
      },
    ],
  ]
  for (const [name, { shown, thumb }] of cases)
    it(`is described and shown as it is meant: ${name}`, async () => {
      const fields = ['thumb', ...Object.keys(shown)].join()
      const { json } = await server.get(`/v3/videos/${ids[name]}?fields=${fields}`)
      assert.partialDeepStrictEqual(json, shown)
      const picture = Buffer.from(await (await fetch(json.display_sizes[0].uri)).arrayBuffer())
      const { width, height } = await sharp(picture).metadata()
      const [wide, high, red = 'left'] = thumb
      assert.deepEqual([width, height], [wide, high])
      const isAbove = red === 'above'
      assertColour(await colourAt(picture, isAbove ? [0.5, 0.2] : [0.2, 0.5]), [255, 0, 0], 24)
      assertColour(await colourAt(picture, isAbove ? [0.5, 0.8] : [0.8, 0.5]), [0, 128, 0], 24)
    })
})
