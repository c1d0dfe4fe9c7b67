import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import { gifOfFrames, heicGrid, jxlBomb, pdfOfPage, tiffLoop } from '../support/bombs.ts'
import { fileOfEachFormat } from '../support/every-format.ts'
import { pixelBomb } from '../support/hostile-files.ts'
import { makePicture } from '../support/pictures.ts'
import { serveFiles } from '../support/shown.ts'

const SEED = 20_261_128
const FLIPPED_FILES = 4
const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9]
const HUGE = 60_000
/** Traps that are pictures all the same, and the file after all traps. */
const SHOWN = ['grid.heic', 'frames.gif', 'last.jpg']
const JPEG_START = Buffer.from('ffd8ffe00008ffd8', 'hex')

/** Returns files whose headers claim too many pixels. */
function pixelBombs(whole: Record<string, Buffer>): Record<string, Buffer> {
  const claiming = (name: string, at: (file: Buffer) => number, write: 'writeUInt32BE' | 'writeInt32LE') => {
    const copy = Buffer.from(whole[name]!)
    for (const offset of [0, 4]) copy[write](HUGE, at(copy) + offset)
    return copy
  }
  const jp2 = claiming('a.jp2', (file) => file.indexOf('ihdr') + 4, 'writeUInt32BE')
  return {
    'bomb.psd': claiming('a.psd', () => 14, 'writeUInt32BE'),
    'bomb.bmp': claiming('a.bmp', () => 18, 'writeInt32LE'),
    'bomb.jp2': claimingStream(jp2),
    'bomb.heic': claiming('a.heic', (file) => file.indexOf('ispe') + 8, 'writeUInt32BE'),
    'bomb.jxl': jxlBomb(HUGE),
    'bomb.png': pixelBomb(30_000, 30_000),
  }
}

function claimingStream(jp2: Buffer): Buffer {
  const at = jp2.indexOf('\xff\x51', 0, 'latin1') + 6
  for (const offset of [0, 4]) jp2.writeUInt32BE(HUGE, at + offset)
  return jp2
}

/** Returns files that make a careless reader loop or allocate without end. */
function traps({ 'a.mrw': mrw }: Record<string, Buffer>): Record<string, Buffer> {
  const heic = readFileSync(new URL('../fixtures/formats/p3.heic', import.meta.url))
  const starts = Buffer.concat(Array<Buffer>(500_000).fill(JPEG_START))
  return {
    'grid.heic': heicGrid(heic, { tiles: 2, width: 400 }),
    'lying-grid.heic': heicGrid(heic, { tiles: 16, width: 4000, claimed: 100 }),
    'huge-grid.heic': heicGrid(heic, { tiles: 16, width: HUGE, claimed: 100 }),
    'frames.gif': gifOfFrames(1_000_000),
    'loop.nef': tiffLoop('NIKON CORPORATION'),
    'loop.tif': tiffLoop('Scanner'),
    'starts.x3f': Buffer.concat([Buffer.from('FOVb'), starts]),
    'starts.mrw': Buffer.concat([
      mrw!.subarray(0, 40),
      Buffer.concat(Array<Buffer>(500_000).fill(Buffer.from('02d8ffdb0008', 'hex'))),
    ]),
    'page.pdf': pdfOfPage(1_000_000),
  }
}

describe('a hostile file', () => {
  it('is refused with a reason, or shown, whatever its format, and stops neither ingest nor server', async (t) => {
    const random = randomFrom(SEED).next
    const files: Record<string, Buffer> = { 'good.jpg': await makePicture({ title: 'Good' }) }
    const whole = await fileOfEachFormat()
    for (const [name, file] of Object.entries(whole)) {
      for (const tenth of TENTHS)
        files[`cut${tenth}-${name}`] = file.subarray(0, Math.floor((file.length * tenth) / 10))
      for (let copy = 0; copy < FLIPPED_FILES; copy++) {
        const damaged = Buffer.from(file)
        for (let flips = 0; flips < 8; flips++)
          damaged[Math.floor(random() * damaged.length)]! ^= 1 << Math.floor(random() * 8)
        files[`flipped${copy}-${name}`] = damaged
      }
      for (const wrong of ['jpg', 'png', 'svg', 'nef', 'mp4']) files[`wrong-${name}.${wrong}`] = file
    }
    const bombs = pixelBombs(whole)
    const { outcomes, server } = await serveFiles(t, { ...files, ...bombs })
    for (const name of Object.keys(files))
      assert.match(outcomes[name] ?? 'none', /^(?:added|noted|The |This |Decoding|Reading)/, name)
    for (const [name, outcome] of Object.entries(outcomes))
      assert.doesNotMatch(outcome, /unexpectedly|\n/, name)
    for (const name of Object.keys(bombs))
      assert.match(outcomes[name]!, /^The picture has more pixels than the limit allows/, name)
    for (const name of Object.keys(files).filter((it) => it.startsWith('wrong-')))
      assert.match(outcomes[name]!, /^(?:added|noted)/, name)
    assert.equal((await server.get('/v3/search/images/creative?phrase=Good')).json.result_count, 1)
  })

  it('that would loop or grow without end is stopped by the limits, and the next file is read', async (t) => {
    const files = { ...traps(await fileOfEachFormat()), 'last.jpg': await makePicture({ title: 'Good' }) }
    const { outcomes } = await serveFiles(t, files, { decodeTimeoutMs: 30_000, decoders: 1 })
    for (const [name, outcome] of Object.entries(outcomes)) assert.doesNotMatch(outcome, /unexpectedly/, name)
    for (const name of Object.keys(files).filter((it) => !SHOWN.includes(it)))
      assert.match(outcomes[name]!, /^(?:The file cannot|This raw file contains no|Decoding needed)/, name)
    for (const name of SHOWN) assert.equal(outcomes[name], 'added', name)
  })
})
