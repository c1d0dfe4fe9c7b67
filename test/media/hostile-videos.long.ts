import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { ffmpeg, NEEDS_FFMPEG } from '../support/ffmpeg.ts'
import { temporaryFolder } from '../support/library.ts'
import { serveFiles } from '../support/shown.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { mp4 } from '../support/videos.ts'

const NOT_MEDIA = /^The file is not a JPEG, PNG, TIFF or other picture in a supported format/
const CANNOT_BE_OPENED = /^The video cannot be opened\./
const SHOWN_OR_CARD = /^added(?:$|: The video is kept, but shown as a card)/

/** Returns a copy in which the number at `offset` behind the type of the first box of this name is another one. */
function patched(file: Buffer, box: string, offset: number, value: number): Buffer {
  const copy = Buffer.from(file)
  copy.writeUInt32BE(value, copy.indexOf(box, 'latin1') + 4 + offset)
  return copy
}

const HEAD = mp4().subarray(0, mp4().readUInt32BE(0))
const playlist = (name: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${name}\n#EXT-X-ENDLIST\n`

describe('a hostile video', NEEDS_FFMPEG, () => {
  const t = suiteLifetime()
  let small: Buffer

  before(async () => {
    const path = join(await temporaryFolder(t), 'small.avi')
    ffmpeg('-f', 'lavfi', '-i', 'testsrc=size=64x64:rate=5:duration=1', '-c:v', 'rawvideo', path)
    small = readFileSync(path)
  })

  /** The AVI with frames of this width and height, which are in the BITMAPINFOHEADER of its stream. */
  function sized(side: number): Buffer {
    const copy = Buffer.from(small)
    const header = copy.indexOf('strf', 'latin1') + 8
    copy.writeUInt32LE(side, header + 4)
    copy.writeUInt32LE(side, header + 8)
    return copy
  }

  it('is refused, or kept as a card, with the reason, and nothing else is opened', async (t) => {
    const files: Record<string, [content: Buffer | string, outcome: RegExp]> = {
      'secret.mp4': [mp4('secret'), /^added$/],
      'playlist.mp4': [playlist('secret.mp4'), NOT_MEDIA],
      'playlist.mov': [playlist('http://127.0.0.1:9/a.ts'), NOT_MEDIA],
      'concat.mkv': ['ffconcat version 1.0\nfile secret.mp4\n', NOT_MEDIA],
      'text.mp4': ['This is a text.', NOT_MEDIA],
      'polyglot.mp4': [Buffer.concat([HEAD, Buffer.from(playlist('secret.mp4'))]), CANNOT_BE_OPENED],
      'frames.mp4': [patched(mp4('a'), 'stsz', 8, 1_000_000_000), CANNOT_BE_OPENED],
      'times.mp4': [patched(mp4('b'), 'stts', 8, 1_000_000_000), SHOWN_OR_CARD],
      'still.mp4': [patched(mp4('c'), 'stts', 12, 0), SHOWN_OR_CARD],
      'timeless.mp4': [patched(patched(mp4('d'), 'mvhd', 12, 0), 'mdhd', 12, 0), SHOWN_OR_CARD],
      'enormous.avi': [sized(32_768), CANNOT_BE_OPENED],
      'large.avi': [
        sized(12_000),
        /^added: The video is kept.*12000 × 12000 are 144000000 pixels; the setting maxPixels allows/,
      ],
    }
    const contents = Object.entries(files).map(([name, [content]]) => [name, content])
    const startedMs = performance.now()
    const { outcomes, server } = await serveFiles(t, Object.fromEntries(contents), { maxPixels: 100_000_000 })
    for (const [name, [, outcome]] of Object.entries(files)) assert.match(outcomes[name]!, outcome, name)
    assert.doesNotMatch(JSON.stringify(outcomes), /\/tmp|vitrine-/)
    const { json } = await server.get('/v3/search/videos/creative?fields=id,preview,clip_length&page_size=30')
    for (const { display_sizes: sizes, clip_length: length } of json.videos) {
      assert.match(length ?? '00:00:02:00', /^\d\d:\d\d:\d\d:\d\d$/)
      assert.match(String((await fetch(sizes[0].uri)).status), /^(?:200|404)$/)
    }
    assert.ok(performance.now() - startedMs < 60_000, 'within the limits')
  })

  it('that was cut is refused, or shown as far as it goes', async (t) => {
    const whole = mp4()
    const cuts = Array.from({ length: 9 }, (_, tenth) => [
      `cut-${tenth + 1}.mp4`,
      whole.subarray(0, (whole.length * (tenth + 1)) / 10),
    ])
    const { outcomes } = await serveFiles(t, Object.fromEntries(cuts))
    for (const [name, outcome] of Object.entries(outcomes))
      assert.match(outcome, /^(?:added(?:$|: The video is kept)|The video cannot be opened)/, name)
    assert.match(outcomes['cut-1.mp4']!, CANNOT_BE_OPENED)
    assert.match(outcomes['cut-9.mp4']!, /^added/)
  })
})
