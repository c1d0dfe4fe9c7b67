import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { readVideoMetadata } from '../../src/media/metadata/read-video-metadata.ts'
import type { VideoFormat } from '../../src/media/video-format.ts'
import { temporaryFolder } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { hasTool } from '../support/test-data.ts'

const TEXTS = {
  title: 'Häfen im Morgenlicht',
  artist: 'Ada Example',
  description: 'Boats leave a harbour.',
  copyright: '© Ada Example',
  keywords: 'harbour, boat',
  date: '2024-03-01',
}
const WRITTEN = {
  title: TEXTS.title,
  creators: [TEXTS.artist],
  description: TEXTS.description,
  copyrightNotice: TEXTS.copyright,
  keywords: ['harbour', 'boat'],
  dateDigitized: TEXTS.date,
}

/** What programs write, and what we should read; a QuickTime file of ffmpeg has no description, but a comment. */
const OF_FFMPEG: readonly (readonly [file: string, flags: readonly string[], expected: object])[] = [
  ['a.mp4', [], WRITTEN],
  ['keys.mp4', ['-movflags', 'use_metadata_tags'], WRITTEN],
  ['a.mov', ['-metadata', `comment=${TEXTS.description}`], WRITTEN],
  ['a.mkv', [], WRITTEN],
  ['a.webm', ['-c:v', 'libvpx'], WRITTEN],
]
const OF_EXIFTOOL: readonly (readonly [file: string, tags: readonly string[], expected: object])[] = [
  ['xmp.mp4', ['-XMP-dc:Title=By XMP', '-XMP-photoshop:City=Bergen'], { title: 'By XMP', city: 'Bergen' }],
  ['xmp.mov', ['-XMP-dc:Title=By XMP', '-XMP-dc:Subject=fjord'], { title: 'By XMP', keywords: ['fjord'] }],
  [
    'keys.mov',
    ['-Keys:Title=By key', '-Keys:CreationDate=2023:05:06 07:08:09+02:00'],
    { title: 'By key', dateTaken: '2023-05-06T07:08:09+02:00' },
  ],
  [
    'user-data.mov',
    ['-UserData:Title=By user data', '-UserData:Copyright=© Bo'],
    { title: 'By user data', copyrightNotice: '© Bo' },
  ],
  ['items.mp4', ['-ItemList:Title=By item', '-ItemList:Artist=Bo'], { title: 'By item', creators: ['Bo'] }],
]

describe('the metadata of videos', () => {
  const lifetime = suiteLifetime()
  let folder: string

  before(async () => {
    folder = await temporaryFolder(lifetime)
  })

  const read = (file: string) => readVideoMetadata(join(folder, file), file.split('.').at(-1) as VideoFormat)
  const draw = (file: string, flags: readonly string[] = []) => {
    const texts = Object.entries(TEXTS).flatMap(([name, text]) => ['-metadata', `${name}=${text}`])
    const source = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:duration=0.2']
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...source, ...texts, ...flags, join(folder, file)])
  }
  const part = (all: object, like: object) =>
    Object.fromEntries(Object.keys(like).map((name) => [name, (all as Record<string, unknown>)[name]]))

  for (const [file, flags, expected] of OF_FFMPEG)
    it(`reads what ffmpeg wrote into ${file}`, async (t) => {
      if (!hasTool(t, 'ffmpeg', '-version')) return
      draw(file, flags)
      assert.deepEqual(part(await read(file), expected), expected)
    })

  for (const [file, tags, expected] of OF_EXIFTOOL)
    it(`reads what exiftool wrote into ${file}`, async (t) => {
      if (!hasTool(t, 'ffmpeg', '-version') || !hasTool(t, 'exiftool', '-ver')) return
      draw(file, ['-map_metadata', '-1'])
      execFileSync('exiftool', ['-q', '-overwrite_original', ...tags, join(folder, file)])
      assert.deepEqual(part(await read(file), expected), expected)
    })

  it('reads what is left of files that are damaged or lie about their lengths', async (t) => {
    if (!hasTool(t, 'ffmpeg', '-version')) return
    for (const name of ['whole.mp4', 'whole.webm']) {
      draw(name, name.endsWith('webm') ? ['-c:v', 'libvpx'] : [])
      const whole = await readFile(join(folder, name))
      const damaged = `damaged-${name}`
      for (let tenth = 0; tenth < 10; tenth++) {
        await writeFile(join(folder, damaged), whole.subarray(0, (whole.length * tenth) / 10))
        await read(damaged)
        const flipped = Buffer.from(whole)
        for (let at = tenth; at < flipped.length; at += 97) flipped[at] = 0xff
        await writeFile(join(folder, damaged), flipped)
        await read(damaged)
      }
    }
    await copyFile(join(folder, 'whole.mp4'), join(folder, 'wrong.webm'))
    assert.equal((await read('wrong.webm')).title, null)
  })
})
