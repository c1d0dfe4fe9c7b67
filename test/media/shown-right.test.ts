import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { lightOf } from '../../src/lib/colour.ts'
import type { Served } from '../support/library.ts'
import { assertColour, colourAt, displaySizes, fetchPicture, idOf, serveFiles } from '../support/shown.ts'
import { type TiffSpec, writeTiff } from '../support/tiffs.ts'

const WIDTH = 96
const HEIGHT = 64

/** Returns a ramp from black on the left to white on the right, for a typed array and its end values. */
function ramp<T extends { buffer: ArrayBufferLike }>(
  make: (values: number[]) => T,
  [from, to]: readonly [number, number],
  channels = 1,
): Buffer {
  const values = Array.from({ length: WIDTH * HEIGHT * channels }, (_, index) => {
    const x = Math.floor(index / channels) % WIDTH
    return from + ((to - from) * x) / (WIDTH - 1)
  })
  return Buffer.from(make(values).buffer)
}

const bytes = (values: number[]) => Uint8Array.from(values)
const page = (
  samples: Buffer,
  fields: TiffSpec['fields'] = {},
  below: readonly TiffSpec[] = [],
): TiffSpec => ({
  width: WIDTH,
  height: HEIGHT,
  samples,
  fields,
  below,
})
const grey = ramp(bytes, [0, 255])
const thumb: TiffSpec = { width: 12, height: 8, samples: Buffer.alloc(96, 128), fields: { 254: 1 } }
const float = (ends: readonly [number, number], fields: TiffSpec['fields'] = {}) =>
  writeTiff([
    page(
      ramp((values) => Float32Array.from(values), ends),
      { 258: 32, 339: 3, ...fields },
    ),
  ])

/** Returns for each file, by title, its size and the greys at the left edge, in the middle and at the right edge. */
async function shownBy(server: Served): Promise<Record<string, { size: string; greys: number[] }>> {
  const { json } = await server.get('/v3/search/images/creative?fields=id,title,max_dimensions&page_size=50')
  const shown: Record<string, { size: string; greys: number[] }> = {}
  for (const { id, title, max_dimensions } of json.images) {
    const { comp } = await displaySizes(server, id)
    const { bytes: picture } = await fetchPicture(comp!.uri)
    const greys = []
    for (const x of [0, 0.5, 0.999]) greys.push((await colourAt(picture, [x, 0.5]))[1]!)
    shown[title] = { size: `${max_dimensions.width}x${max_dimensions.height}`, greys }
  }
  return shown
}

describe('a TIFF', () => {
  it('shows its main image for all sample types, each from black to white', async (t) => {
    const files: Record<string, Buffer> = {
      'float.tif': float([0, 1]),
      'heights.tif': float([-120, 2900]),
      'white is zero.tif': float([1, 0], { 262: 0 }),
      'signed.tif': writeTiff([
        page(
          ramp((values) => Int16Array.from(values), [-32_768, 32_767]),
          { 258: 16, 339: 2 },
        ),
      ]),
      'signed bytes.tif': writeTiff([
        page(
          ramp((values) => Int8Array.from(values), [-128, 127]),
          { 258: 8, 339: 2 },
        ),
      ]),
      'long.tif': writeTiff([
        page(
          ramp((values) => Uint32Array.from(values), [0, 2 ** 32 - 1]),
          { 258: 32 },
        ),
      ]),
      'signed long.tif': writeTiff([
        page(
          ramp((values) => Int32Array.from(values), [-5000, 5000]),
          { 258: 32, 339: 2 },
        ),
      ]),
      'colours.tif': writeTiff([
        page(
          ramp((values) => Uint32Array.from(values), [0, 2 ** 32 - 1], 3),
          {
            258: [32, 32, 32],
            262: 2,
            277: 3,
          },
        ),
      ]),
      'selection.tif': writeTiff([
        page(Buffer.from([...grey].flatMap((value) => [value, 0])), { 258: [8, 8], 277: 2, 338: 0 }),
      ]),
      'thumb first.tif': writeTiff([thumb, page(grey)]),
      'thumb below.tif': writeTiff([{ ...thumb, below: [page(grey, { 254: 0 })] }]),
      'old thumb.tif': writeTiff([{ ...thumb, fields: { 255: 2 } }, page(grey)]),
      'pages.tif': writeTiff([
        page(grey, { 254: 2 }),
        { ...thumb, width: 24, height: 4, fields: { 254: 2 } },
      ]),
    }
    const { outcomes, server } = await serveFiles(t, files)
    const shown = await shownBy(server)
    for (const name of Object.keys(files)) {
      assert.equal(outcomes[name], 'added', name)
      const { size, greys } = shown[name.slice(0, -4)]!
      assert.equal(size, `${WIDTH}x${HEIGHT}`, name)
      assertColour(greys, [0, 128, 255], 8)
    }
  })

  it('shows its colours, whatever selections of an editor it has, and transparency as white', async (t) => {
    const [width, height] = [800, 200]
    const orange = [200, 120, 40]
    /** An orange picture with more channels, of which each has one value on the left and another one on the right. */
    const picture = (
      meanings: number[],
      left: number[],
      right: number[],
      colour = orange,
      photometric = 2,
    ) => {
      const row = Array.from({ length: width }, (_, x) => [
        ...colour,
        ...(x < width / 2 ? left : right),
      ]).flat()
      const samples = Buffer.concat(Array.from({ length: height }, () => Buffer.from(row)))
      const channels = colour.length + left.length
      const fields = {
        258: Array.from({ length: channels }, () => 8),
        262: photometric,
        277: channels,
        338: meanings,
      }
      return writeTiff([{ width, height, samples, fields }])
    }
    /** The same in linear light, with a channel that is 1 on the left and 0 on the right. */
    const floats = (meaning: number) => {
      const light = orange.map((value) => lightOf(value / 255))
      const row = Array.from({ length: width }, (_, x) => [...light, Number(x < width / 2)]).flat()
      const samples = Buffer.from(Float32Array.from(Array(height).fill(row).flat()).buffer)
      const each = (value: number) => [value, value, value, value]
      return writeTiff([
        { width, height, samples, fields: { 258: each(32), 262: 2, 277: 4, 338: meaning, 339: each(3) } },
      ])
    }
    const files = {
      'one.tif': picture([0], [0], [255]),
      'two.tif': picture([0, 0], [0, 255], [255, 0]),
      'both.tif': picture([2, 0], [255, 0], [0, 255]),
      'grey.tif': picture([0], [0], [255], [120], 1),
      'print.tif': picture([0], [0], [255], [0, 0, 0, 0], 5),
      'many.tif': picture([0, 0, 0], [0, 0, 0], [255, 0, 0]),
      'clear.tif': picture([2, 0, 0], [255, 0, 0], [0, 0, 0]),
      'inks.tif': picture([0, 0], [0, 0], [255, 0], [0, 0, 0, 0], 5),
      'light.tif': floats(0),
      'fading.tif': floats(2),
    }
    const { outcomes, server } = await serveFiles(t, files)
    assert.deepEqual(new Set(Object.values(outcomes)), new Set(['added']), JSON.stringify(outcomes))
    const expected: Record<string, readonly (readonly number[])[]> = {
      one: [orange, orange],
      two: [orange, orange],
      both: [orange, [255, 255, 255]],
      grey: [[120], [120]],
      print: [[255], [255]],
      many: [orange, orange],
      clear: [orange, [255, 255, 255]],
      inks: [[255], [255]],
      light: [orange, orange],
      fading: [orange, [255, 255, 255]],
    }
    for (const [title, colours] of Object.entries(expected)) {
      const { bytes: shown } = await fetchPicture(
        (await displaySizes(server, await idOf(server, title))).comp!.uri,
      )
      for (const [index, x] of [0.25, 0.75].entries())
        assertColour(await colourAt(shown, [x, 0.5]), colours[index]!)
    }
  })

  it('is upright if only its page declares the orientation of the main image below it', async (t) => {
    // Its rows get darker downwards, so that all rotations look different.
    const samples = Buffer.from(grey.map((value, index) => value * (1 - Math.floor(index / WIDTH) / HEIGHT)))
    const turnedBy = (orientation: number, tags: { page: boolean; main: boolean }): Buffer => {
      const tag = { 274: orientation }
      const main = page(samples, { 254: 0, ...(tags.main && tag) })
      return writeTiff([{ ...thumb, fields: { 254: 1, ...(tags.page && tag) }, below: [main] }])
    }
    const orientations = [1, 2, 3, 4, 5, 6, 7, 8]
    const files = Object.fromEntries(
      orientations.flatMap((orientation) => [
        [`${orientation} page.tif`, turnedBy(orientation, { page: true, main: false })],
        [`${orientation} main.tif`, turnedBy(orientation, { page: false, main: true })],
      ]),
    )
    const { server } = await serveFiles(t, files)
    const { json } = await server.get('/v3/search/images/creative?fields=id,title,max_dimensions')
    const seen = new Map<string, string>()
    for (const { id, title, max_dimensions } of json.images) {
      const { bytes: picture } = await fetchPicture((await displaySizes(server, id)).comp!.uri)
      const hash = createHash('sha256').update(picture).digest('hex')
      seen.set(title, `${max_dimensions.width}x${max_dimensions.height} ${hash}`)
    }
    for (const orientation of orientations)
      assert.equal(seen.get(`${orientation} page`), seen.get(`${orientation} main`), String(orientation))
    assert.equal(new Set(seen.values()).size, orientations.length)
  })

  it('that the decoder would show incorrectly is refused by name', async (t) => {
    const packed = page(deflateSync(grey))
    const cut = deflateSync(grey).subarray(0, 60)
    const reasons: Record<string, [Buffer, RegExp]> = {
      'lzma.tif': [writeTiff([{ ...packed, fields: { 259: 34925 } }]), /LZMA|decoded/],
      'zstd.tif': [writeTiff([{ ...packed, fields: { 259: 50000 } }]), /Zstandard|ZSTD|decoded/],
      'old-jpeg.tif': [writeTiff([{ ...packed, fields: { 259: 6 } }]), /\(old-style JPEG compression\)$/],
      'complex.tif': [writeTiff([page(Buffer.alloc(8 * WIDTH * HEIGHT), { 258: 64, 339: 6 })]), /\(complex/],
      'double.tif': [writeTiff([page(Buffer.alloc(8 * WIDTH * HEIGHT), { 258: 64, 339: 3 })]), /\(64-bit/],
      'fax.tif': [
        writeTiff([
          page(Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 37 + 11) & 255)), {
            258: 1,
            259: 4,
          }),
        ]),
        /cannot be decoded\. \(Bad/,
      ],
      'cut.tif': [writeTiff([page(cut, { 259: 8 })]), /cannot be decoded|ends before/],
    }
    const { outcomes } = await serveFiles(
      t,
      Object.fromEntries(Object.entries(reasons).map(([name, [file]]) => [name, file])),
    )
    for (const [name, [, reason]] of Object.entries(reasons)) assert.match(outcomes[name]!, reason, name)
  })
})

describe('a JPEG without its end marker', () => {
  it('is ingested if all its pixels are there, and refused if some are missing', async (t) => {
    const noise = { create: { width: 400, height: 300, channels: 3, background: '#fff' } } as const
    const drawn = sharp({
      ...noise,
      create: { ...noise.create, noise: { type: 'gaussian', mean: 128, sigma: 30 } },
    })
    const files: Record<string, Buffer> = {}
    for (const progressive of [false, true]) {
      const whole = await drawn.jpeg({ progressive }).toBuffer()
      const half = whole.length >> 1
      const kind = progressive ? 'progressive' : 'baseline'
      files[`${kind} whole.jpg`] = whole.subarray(0, -2)
      files[`${kind} padded.jpg`] = Buffer.concat([whole.subarray(0, -1), Buffer.alloc(5000)])
      files[`${kind} short.jpg`] = whole.subarray(0, -40)
      files[`${kind} half.jpg`] = whole.subarray(0, half)
      files[`${kind} half ended.jpg`] = Buffer.concat([whole.subarray(0, half), Buffer.from([0xff, 0xd9])])
      files[`${kind} half zero.jpg`] = Buffer.from(whole).fill(0, half)
    }
    const { outcomes } = await serveFiles(t, files)
    for (const name of Object.keys(files)) {
      const isWhole = /whole|padded/.test(name)
      assert.match(outcomes[name]!, isWhole ? /^added$/ : /^The picture ends before its data does\.$/, name)
    }
  })
})
