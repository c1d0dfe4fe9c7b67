import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it, type TestContext } from 'node:test'
import sharp from 'sharp'
import { hasTool } from '../../src/media/tools/run-tool.ts'
import { writeBmp } from '../support/bmp-files.ts'
import { writePsd } from '../support/photoshop-files.ts'
import { toXmp } from '../support/pictures.ts'
import { box } from '../support/raw-files.ts'
import {
  assertColour,
  colourAt,
  displaySizes,
  fetchPicture,
  idOf,
  serveFiles,
  serveForDownloads,
} from '../support/shown.ts'

const RED = [200, 30, 40] as const
const BLUE = [30, 40, 200] as const
const WHITE = [255, 255, 255] as const

/** A picture of 300 × 200, red on the left and blue on the right, in a format that no library here writes. */
const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../fixtures/formats/${name}`, import.meta.url))

/** A file, the colours that it shows on its left and right, and their tolerance. */
type Case = readonly [file: Buffer, left: readonly number[], right: readonly number[], tolerance?: number]

/** Asserts that each file is shown with its size and colours. */
async function assertShown(t: TestContext, cases: Readonly<Record<string, Case>>, size = [300, 200]) {
  const files = Object.fromEntries(Object.entries(cases).map(([name, [file]]) => [name, file]))
  const { outcomes, server } = await serveFiles(t, files)
  const { json } = await server.get(
    '/v3/search/images/creative?fields=id,title,max_dimensions,download_sizes&page_size=50',
  )
  for (const [name, [file, left, right, tolerance = 8]] of Object.entries(cases)) {
    assert.equal(outcomes[name], 'added', name)
    const title = file.includes('Lagoon') ? 'Lagoon' : name.replace(/\..*/, '')
    const image = json.images.find((it: { title: string }) => it.title === title)
    const { width, height } = image.max_dimensions
    assert.deepEqual([width, height], size, name)
    const { bytes } = await fetchPicture((await displaySizes(server, image.id)).comp!.uri)
    const points =
      width > height
        ? ([
            [0.2, 0.5],
            [0.8, 0.5],
          ] as const)
        : ([
            [0.5, 0.2],
            [0.5, 0.8],
          ] as const)
    assertColour(await colourAt(bytes, points[0]), left, tolerance)
    assertColour(await colourAt(bytes, points[1]), right, tolerance)
  }
}

const [WIDTH, HEIGHT] = [300, 200]
/** One number for each pixel: `left` or `right`. */
const plane = (left: number, right: number) =>
  Array.from({ length: WIDTH * HEIGHT }, (_, index) => (index % WIDTH < WIDTH / 2 ? left : right))
const planes = (left: readonly number[], right: readonly number[]) =>
  left.map((value, channel) => plane(value, right[channel]!))
const psd = (left: readonly number[], right: readonly number[], more = {}) =>
  writePsd({ width: WIDTH, height: HEIGHT, channels: planes(left, right), ...more })

/** Rows of a BMP, each with `left` for half of its pixels and `right` for the other half. */
const rows = (left: readonly number[], right: readonly number[]) =>
  Array.from({ length: HEIGHT }, () =>
    Buffer.from([...Array(WIDTH / 2).fill(left), ...Array(WIDTH / 2).fill(right)].flat()),
  )
const bmp = (bits: number, left: readonly number[], right: readonly number[], more = {}) =>
  writeBmp({ width: WIDTH, height: HEIGHT, bits, rows: rows(left, right), ...more })
const bgr = ([red, green, blue]: readonly number[]) => [blue!, green!, red!]
const PALETTE = Buffer.from([...bgr(RED), 0, ...bgr(BLUE), 0])

describe('an added format', () => {
  it('HEIC is shown upright, in sRGB and on white', async (t) => {
    await assertShown(t, {
      'plain.heic': [fixture('halves.heic'), RED, BLUE],
      'wide.heic': [fixture('p3.heic'), RED, BLUE, 14],
      'clear.heif': [fixture('clear.heic'), RED, WHITE],
    })
    await assertShown(t, { 'turned.heic': [fixture('turn.heic'), RED, BLUE] }, [200, 300])
  })

  it('HEIC is delivered with its own type and the pixels of the file', async (t) => {
    const heic = fixture('halves.heic')
    const { server, downloadOriginal } = await serveForDownloads(t, { 'halves.heic': heic })
    const { bytes, type } = await downloadOriginal(await idOf(server, 'halves'))
    assert.equal(type, 'image/heic')
    assert.ok(bytes.includes(heic.subarray(heic.indexOf('mdat'))))
  })

  it('JPEG XL is shown upright, in sRGB and on white, in a container and without', async (t) => {
    await assertShown(t, {
      'plain.jxl': [fixture('halves.jxl'), RED, BLUE],
      'deep.jxl': [fixture('deep.jxl'), RED, BLUE],
      'wide.jxl': [fixture('p3.jxl'), RED, BLUE, 14],
      'clear.jxl': [fixture('clear.jxl'), RED, WHITE],
    })
    await assertShown(t, { 'turned.jxl': [fixture('turn.jxl'), RED, BLUE] }, [200, 300])
  })

  it('JPEG 2000 is shown in sRGB, whatever its depth and profile', async (t) => {
    const { icc } = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
      .withIccProfile('p3')
      .png()
      .toBuffer()
      .then((file) => sharp(file).metadata())
    const profiled = Buffer.concat([
      box('jP  ', Buffer.from('\r\n\x87\n', 'latin1')),
      box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
      box(
        'jp2h',
        box('ihdr', Buffer.from('000000c80000012c000307070000', 'hex')),
        box('colr', Buffer.of(2, 0, 0), icc!),
      ),
      box('jp2c', fixture('stream.j2k')),
    ])
    await assertShown(t, {
      'plain.jp2': [fixture('halves.jp2'), RED, BLUE],
      'stream.j2k': [fixture('stream.j2k'), RED, BLUE],
      'deep.jp2': [fixture('deep.jp2'), RED, BLUE],
      'profiled.jp2': [profiled, [224, 0, 34], [17, 40, 208], 12],
    })
  })

  it('JPEG 2000 with subsampled colours is read by vips, or refused with what to install', async (t) => {
    const file = fixture('subsampled.jp2')
    const without = await serveFiles(t, { 'a.jp2': file }, { vipsPath: '/nowhere' })
    assert.match(without.outcomes['a.jp2']!, /JPEG 2000 with subsampled colours: install the program vips/)
    if (hasTool('vips')) await assertShown(t, { 'subsampled.jp2': [file, RED, BLUE] })
  })

  it('JPEG 2000 with transparency, which OpenJPEG gives up on, is read by vips', async (t) => {
    if (!hasTool('vips')) return t.skip('vips is not installed')
    await assertShown(t, { 'transparent.jp2': [fixture('transparent.jp2'), RED, WHITE] })
  })

  it('PSD shows its composite in every colour mode and depth', async (t) => {
    const deep = (colour: readonly number[]) => colour.map((value) => value * 257)
    const indexed = Buffer.alloc(768)
    for (const [index, colour] of [RED, BLUE].entries())
      for (const [part, value] of colour.entries()) indexed[part * 256 + index] = value
    await assertShown(t, {
      'plain.psd': [psd(RED, BLUE), RED, BLUE],
      'packed.psd': [psd(RED, BLUE, { isPacked: true }), RED, BLUE],
      'large.psb': [psd(RED, BLUE, { isPacked: true, isLarge: true }), RED, BLUE],
      'deep.psd': [psd(deep(RED), deep(BLUE), { depth: 16, isPacked: true }), RED, BLUE],
      'zipped.psd': [psd(RED, BLUE, { zip: 'samples' }), RED, BLUE],
      'differences.psd': [psd(RED, BLUE, { zip: 'differences' }), RED, BLUE],
      'differences16.psd': [psd(deep(RED), deep(BLUE), { depth: 16, zip: 'differences' }), RED, BLUE],
      'differences32.psd': [
        psd([0.578, 0.013, 0.0212], [0.013, 0.0212, 0.578], { depth: 32, zip: 'differences' }),
        RED,
        BLUE,
      ],
      // A mask that is selected, not transparency: the composite is on white already.
      'masked.psd': [psd([...RED, 0], [...BLUE, 255]), RED, BLUE],
      'grey.psd': [psd([90], [180], { mode: 1 }), [90, 90, 90], [180, 180, 180]],
      'bits.psd': [psd([1], [0], { mode: 0, depth: 1 }), [0, 0, 0], WHITE],
      'indexed.psd': [psd([0], [1], { mode: 2, palette: indexed }), RED, BLUE],
      'lab.psd': [psd([112, 192, 170], [70, 172, 44], { mode: 9 }), RED, BLUE],
      'inks.psd': [psd([255, 255, 255, 255], [255, 255, 255, 0], { mode: 4 }), WHITE, [35, 31, 32], 40],
      'light.psd': [psd([0.578, 0.013, 0.0212], [0.013, 0.0212, 0.578], { depth: 32 }), RED, BLUE],
    })
  })

  it('BMP is shown in every depth and order of rows, packed or not', async (t) => {
    const half = WIDTH / 2
    const runs = [Buffer.from([half, 0, half, 1, 0, 0])]
    const halfRuns = [Buffer.from([half, 0x00, half, 0x11, 0, 0])]
    const repeated = (parts: readonly Buffer[]) => Array.from({ length: HEIGHT }, () => parts[0]!)
    const [red565, blue565] = [(25 << 11) | (7 << 5) | 5, (4 << 11) | (10 << 5) | 25]
    const words = (value: number) => [value & 255, value >> 8]
    const nibbles = Array.from({ length: HEIGHT }, () =>
      Buffer.concat([Buffer.alloc(75, 0), Buffer.alloc(75, 0x11)]),
    )
    await assertShown(t, {
      'plain.bmp': [bmp(24, bgr(RED), bgr(BLUE)), RED, BLUE],
      'down.dib': [bmp(24, bgr(RED), bgr(BLUE), { height: -HEIGHT }), RED, BLUE],
      'wide.bmp': [bmp(32, [...bgr(RED), 0], [...bgr(BLUE), 0]), RED, BLUE],
      'masks.bmp': [
        bmp(16, words(red565), words(blue565), { compression: 3, masks: [0xf800, 0x7e0, 0x1f] }),
        RED,
        BLUE,
        10,
      ],
      'palette.bmp': [bmp(8, [0], [1], { palette: PALETTE }), RED, BLUE],
      'sixteen.bmp': [bmp(4, [], [], { palette: PALETTE, rows: nibbles }), RED, BLUE],
      'runs.bmp': [bmp(8, [], [], { palette: PALETTE, compression: 1, rows: repeated(runs) }), RED, BLUE],
      'halfruns.bmp': [
        bmp(4, [], [], { palette: PALETTE, compression: 2, rows: repeated(halfRuns) }),
        RED,
        BLUE,
      ],
      'old.bmp': [
        bmp(8, [0], [1], { palette: Buffer.from([...bgr(RED), ...bgr(BLUE)]), isOld: true }),
        RED,
        BLUE,
      ],
    })
  })

  it('has its metadata read', async (t) => {
    const xmp = toXmp({ title: 'Lagoon', keywords: ['water', 'heron'], artist: 'Ada Example' })
    const { outcomes, server } = await serveFiles(t, {
      'a.heic': fixture('halves.heic'),
      'b.jxl': fixture('halves.jxl'),
      'c.jp2': fixture('halves.jp2'),
      'd.psd': psd(RED, BLUE, { resources: { 1060: Buffer.from(xmp) } }),
    })
    const { json } = await server.get(
      '/v3/search/images/creative?fields=title,artist,date_created&phrase=heron',
    )
    assert.deepEqual(Object.values(outcomes), Array(4).fill('added'))
    assert.equal(json.result_count, 4)
    for (const { title, artist } of json.images) assert.deepEqual([title, artist], ['Lagoon', 'Ada Example'])
    const dates = json.images.filter((it: { date_created: string | null }) => it.date_created)
    assert.equal(dates.length, 3)
    for (const { date_created } of dates) assert.match(date_created, /^2021-05-06T07:08:09/)
  })
})
