import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pixelBomb } from '../support/hostile-files.ts'
import { makePicture } from '../support/pictures.ts'
import { serveFiles } from '../support/shown.ts'

/** The first bytes of files of other formats. */
const HEADS: Record<string, [head: string, reason: RegExp]> = {
  'a.xcf': ['gimp xcf v011\0', /^This format cannot be read: export .* \(GIMP XCF\)$/],
  'a.exr': ['\x76\x2f\x31\x01\x02\0\0\0', /\(OpenEXR\)$/],
  'a.mp3': ['ID3\x03\0\0\0\0\0\0', /^The file is a sound recording, not a picture\. \(MP3\)$/],
  'a.wav': ['RIFF\x24\0\0\0WAVEfmt ', /\(WAV\)$/],
  'a.m4a': ['\0\0\0\x18ftypM4A \0\0\0\0', /sound recording.* \(AAC\)$/],
  'a.mp4': ['\0\0\0\x18ftypmp42\0\0\0\0mp42isom', /^The video cannot be opened\. \(/],
  'a.mkv': ['\x1a\x45\xdf\xa3\x01\0\0\0', /^The video cannot be opened\. \(/],
  'a.svgz': ['\x1f\x8b\x08\0\0\0\0\0', /\(gzip, perhaps a compressed SVG\)$/],
  'words.jpg': ['words', /^The file is not a JPEG, PNG, TIFF or other picture in a supported format\.$/],
}

describe('a file that cannot be ingested', () => {
  it('of another format is refused with the name of that format', async (t) => {
    const files = Object.entries(HEADS).map(([name, [head]]) => [name, Buffer.from(head, 'latin1')])
    const { outcomes } = await serveFiles(t, Object.fromEntries(files))
    for (const [name, [, reason]] of Object.entries(HEADS)) assert.match(outcomes[name]!, reason, name)
  })

  it('because of a limit is reported with its size, the limit and the setting', async (t) => {
    const files = { 'many.png': pixelBomb(60_000, 60_000), 'long.png': await makePicture({ format: 'png' }) }
    const { outcomes } = await serveFiles(t, files, { maxFileBytes: 70_000 })
    assert.match(
      outcomes['many.png']!,
      /\(60000 × 60000 are 3600000000 pixels; the setting maxPixels allows 268435456\)$/,
    )
    const bytes = await serveFiles(t, { 'long.jpg': await makePicture() }, { maxFileBytes: 1000 })
    assert.match(
      bytes.outcomes['long.jpg']!,
      /^The file is larger .* \(\d{4} bytes; the setting maxFileBytes allows 1000\)$/,
    )
  })
})
