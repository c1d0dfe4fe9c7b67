import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { writeBmp } from '../support/bmp-files.ts'
import { writePsd } from '../support/photoshop-files.ts'
import { makePicture } from '../support/pictures.ts'
import { cr3, tiffRaw } from '../support/raw-files.ts'
import { serveFiles } from '../support/shown.ts'

const SEED = 20_261_128
const FLIPPED_FILES = 4
const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const [WIDTH, HEIGHT] = [60, 40]
const HUGE = 60_000

const fixture = (name: string) => readFileSync(new URL(`../fixtures/formats/${name}`, import.meta.url))
const rows = Array.from({ length: HEIGHT }, () => Buffer.alloc(WIDTH * 3, 99))
const plane = Array<number>(WIDTH * HEIGHT).fill(99)

/** One file of each format that libvips does not read. */
async function originals(): Promise<Record<string, Buffer>> {
  const jpeg = await makePicture({ width: 300, height: 200 })
  return {
    'a.heic': fixture('halves.heic'),
    'a.jxl': fixture('halves.jxl'),
    'a.jp2': fixture('halves.jp2'),
    'a.psd': writePsd({ width: WIDTH, height: HEIGHT, channels: [plane, plane, plane] }),
    'a.bmp': writeBmp({ width: WIDTH, height: HEIGHT, bits: 24, rows }),
    'a.nef': tiffRaw({ jpeg }),
    'a.cr3': cr3({ jpeg }),
    'a.eps': Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 90 60\n0 0 60 60 rectfill\nshowpage\n'),
  }
}

/** Copies whose headers claim 60,000 × 60,000 pixels. */
function bombs({ 'a.psd': psd, 'a.bmp': bmp, 'a.jp2': jp2, 'a.heic': heic }: Record<string, Buffer>) {
  const claiming = (file: Buffer, at: number, write: 'writeUInt32BE' | 'writeInt32LE') => {
    const copy = Buffer.from(file)
    for (const offset of [at, at + 4]) copy[write](HUGE, offset)
    return copy
  }
  return {
    'bomb.psd': claiming(psd!, 14, 'writeUInt32BE'),
    'bomb.bmp': claiming(bmp!, 18, 'writeInt32LE'),
    'bomb.jp2': claiming(
      claiming(jp2!, jp2!.indexOf('ihdr') + 4, 'writeUInt32BE'),
      jp2!.indexOf('\xff\x51', 0, 'latin1') + 6,
      'writeUInt32BE',
    ),
    'bomb.heic': claiming(heic!, heic!.indexOf('ispe') + 8, 'writeUInt32BE'),
  }
}

describe('a hostile file', () => {
  it('is refused with a reason, or shown, whatever its format, and stops neither ingest nor server', async (t) => {
    const random = randomFrom(SEED).next
    const files: Record<string, Buffer> = { 'good.jpg': await makePicture({ title: 'Good' }) }
    const whole = await originals()
    for (const [name, file] of Object.entries(whole)) {
      for (const tenth of TENTHS)
        files[`cut${tenth}-${name}`] = file.subarray(0, Math.floor((file.length * tenth) / 10))
      for (let copy = 0; copy < FLIPPED_FILES; copy++) {
        const damaged = Buffer.from(file)
        for (let flips = 0; flips < 8; flips++)
          damaged[Math.floor(random() * damaged.length)]! ^= 1 << Math.floor(random() * 8)
        files[`flipped${copy}-${name}`] = damaged
      }
      files[`wrong-${name}.png`] = file
    }
    Object.assign(files, bombs(whole))
    const { outcomes, server } = await serveFiles(t, files)
    for (const name of Object.keys(files))
      assert.match(outcomes[name] ?? 'none', /^(?:added|noted|The |This |Decoding|Reading)/, name)
    for (const [name, outcome] of Object.entries(outcomes)) assert.doesNotMatch(outcome, /unexpectedly/, name)
    for (const name of Object.keys(outcomes).filter((it) => it.startsWith('bomb.')))
      assert.match(outcomes[name]!, /^The picture has more pixels than the limit allows/, name)
    for (const name of Object.keys(whole))
      assert.match(outcomes[`wrong-${name}.png`]!, /^(?:added|noted)/, name)
    assert.equal((await server.get('/v3/search/images/creative?phrase=Good')).json.result_count, 1)
  })
})
