import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { hasTool } from '../../src/media/tools/run-tool.ts'
import { temporaryFolder } from '../support/library.ts'
import { assertColour, colourAt, displaySizes, fetchPicture, idOf, serveFiles } from '../support/shown.ts'
import { type TiffSpec, writeTiff } from '../support/tiffs.ts'

const [WIDTH, HEIGHT] = [64, 48]
const RED = [200, 30, 40] as const
const BLUE = [30, 40, 200] as const

/** The samples of a picture that is `left` on its left and `right` on its right. */
const halves = (left: readonly number[], right: readonly number[], width = WIDTH, height = HEIGHT) =>
  Array.from({ length: width * height }, (_, index) => (index % width < width / 2 ? left : right)).flat()

const page = (samples: Buffer, fields: NonNullable<TiffSpec['fields']>) =>
  writeTiff([{ width: WIDTH, height: HEIGHT, samples, fields }])

/** Packs numbers of 12 bits. */
function packed12(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(Math.ceil(values.length * 1.5))
  for (const [index, value] of values.entries()) {
    const at = Math.floor(index * 1.5)
    if (index % 2 === 0) bytes.writeUInt16BE(value << 4, at)
    else {
      bytes[at]! |= value >> 8
      bytes[at + 1] = value & 255
    }
  }
  return bytes
}

/** A TIFF with one tile for each colour. */
const tiledPlanes = () => {
  const planes = [0, 1, 2].map((part) => Buffer.from(halves([RED[part]!], [BLUE[part]!])))
  return writeTiff([
    {
      width: WIDTH,
      height: HEIGHT,
      samples: Buffer.concat(planes),
      tiles: planes.map(({ length }) => length),
      fields: { 258: [8, 8, 8], 262: 2, 277: 3, 284: 2, 322: WIDTH, 323: HEIGHT },
    },
  ])
}

async function assertHalves(server: Parameters<typeof idOf>[0], title: string, left = RED, right = BLUE) {
  const { comp } = await displaySizes(server, await idOf(server, title))
  const { bytes } = await fetchPicture(comp!.uri)
  assertColour(await colourAt(bytes, [0.2, 0.5]), left, 10)
  assertColour(await colourAt(bytes, [0.8, 0.5]), right, 10)
}

describe('a TIFF of an unusual kind', () => {
  it('in L*a*b* or old-style JPEG is shown', async (t) => {
    const jpeg = await sharp(Buffer.from(halves(RED, BLUE)), {
      raw: { width: WIDTH, height: HEIGHT, channels: 3 },
    })
      .jpeg({ quality: 95, chromaSubsampling: '4:4:4' })
      .toBuffer()
    const lab = { 258: [8, 8, 8], 277: 3 }
    const deep = { ...lab, 258: [16, 16, 16] }
    const words = (...colours: readonly (readonly number[])[]) =>
      Buffer.from(Uint16Array.from(halves(colours[0]!, colours[1]!)).buffer)
    const { outcomes, server } = await serveFiles(t, {
      'deep.tif': page(words([28_835, 16_384, 10_752], [18_022, 11_264, 44_032]), { ...deep, 262: 8 }),
      'deepoffset.tif': page(words([28_835, 49_152, 43_520], [18_022, 44_032, 11_264]), { ...deep, 262: 9 }),
      'signed.tif': page(Buffer.from(halves([112, 64, 42], [70, 44, 172])), { ...lab, 262: 8 }),
      'offset.tif': page(Buffer.from(halves([112, 192, 170], [70, 172, 44])), { ...lab, 262: 9 }),
      'oldstyle.tif': writeTiff([
        { width: WIDTH, height: HEIGHT, samples: jpeg, hasJpegTags: true, fields: { 259: 6, 262: 6 } },
      ]),
    })
    assert.deepEqual([...new Set(Object.values(outcomes))], ['added'], JSON.stringify(outcomes))
    for (const title of ['deep', 'deepoffset', 'signed', 'offset', 'oldstyle'])
      await assertHalves(server, title)
  })

  it('compressed as JPEG 2000, or with many channels compressed, is shown with the help of vips', async (t) => {
    if (!hasTool('vips')) return t.skip('vips is not installed')
    const folder = await temporaryFolder(t)
    const plain = join(folder, 'plain.tif')
    await writeFile(plain, page(Buffer.from(halves(RED, BLUE)), { 258: [8, 8, 8], 262: 2, 277: 3 }))
    const jp2 = join(folder, 'jp2.tif')
    const { stderr } = spawnSync('vips', ['tiffsave', plain, jp2, '--compression', 'jp2k', '--tile'])
    assert.equal(String(stderr), '')
    const channels = halves([...RED, 0, 255, 0], [...BLUE, 255, 0, 0])
    const many = { 258: [8, 8, 8, 8, 8, 8], 259: 8, 262: 2, 277: 6, 338: [0, 0, 0] }
    const { outcomes, server } = await serveFiles(t, {
      'slide.tif': await readFile(jp2),
      'many.tif': page(deflateSync(Buffer.from(channels)), many),
    })
    assert.deepEqual(outcomes, { 'slide.tif': 'added', 'many.tif': 'added' })
    await assertHalves(server, 'slide')
    await assertHalves(server, 'many')
  })

  it('is read by vips if it is installed, and otherwise refused with what to install', async (t) => {
    const twelve = packed12(halves(RED, BLUE).map((value) => Math.round((value * 4095) / 255)))
    const deep = { 258: [12, 12, 12], 262: 2, 277: 3 }
    const files = {
      'twelve.tif': page(twelve, deep),
      'planes.tif': tiledPlanes(),
      'turned.tif': page(twelve, { ...deep, 274: 2 }),
      'cut.tif': page(twelve.subarray(0, 5000), deep),
    }
    const without = await serveFiles(t, files, { vipsPath: '/nothing/here' })
    for (const [name, reason] of [
      ['twelve.tif', '12-bit samples'],
      ['planes.tif', 'tiles in separate planes'],
    ] as const) {
      assert.match(without.outcomes[name]!, /something that is not installed\./)
      assert.ok(without.outcomes[name]!.includes(`(TIFF with ${reason}: install the program vips `), name)
    }
    if (!hasTool('vips')) return t.skip('vips is not installed')
    const { outcomes, server } = await serveFiles(t, files)
    const { 'cut.tif': cut, ...others } = outcomes
    assert.deepEqual(Object.values(others), ['added', 'added', 'added'], JSON.stringify(outcomes))
    assert.match(cut!, /\(12-bit samples\)$/)
    await assertHalves(server, 'twelve')
    await assertHalves(server, 'planes')
    const { comp } = await displaySizes(server, await idOf(server, 'turned'))
    assertColour(await colourAt((await fetchPicture(comp!.uri)).bytes, [0.2, 0.5]), BLUE, 10)
  })
})

describe('a program of the machine', () => {
  it('that starts slowly, because the machine is busy, is not taken for one that is not installed', async (t) => {
    if (!hasTool('vips')) return t.skip('vips is not installed')
    const vipsPath = join(await temporaryFolder(t), 'vips')
    await writeFile(vipsPath, '#!/bin/sh\n[ "$1" = --version ] && exec sleep 30\nexec vips "$@"\n', {
      mode: 0o755,
    })
    const twelve = packed12(halves(RED, BLUE).map((value) => Math.round((value * 4095) / 255)))
    const file = page(twelve, { 258: [12, 12, 12], 262: 2, 277: 3 })
    const { outcomes } = await serveFiles(t, { 'twelve.tif': file }, { vipsPath })
    assert.equal(outcomes['twelve.tif'], 'added')
  })
})

describe('other pictures of unusual kinds', () => {
  it('are a sequence in AVIF, which shows its first frame, and JPEGs of other than 8 bits, which are refused', async (t) => {
    const jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#abc' } })
      .jpeg()
      .toBuffer()
    const frame = jpeg.indexOf(Buffer.of(0xff, 0xc0))
    const twelve = Buffer.from(jpeg)
    twelve[frame + 4] = 12
    const lossless = Buffer.from(jpeg)
    lossless[frame + 1] = 0xc3
    const { outcomes, server } = await serveFiles(t, {
      'sequence.avif': readFileSync(new URL('../fixtures/formats/sequence.avif', import.meta.url)),
      'twelve.jpg': twelve,
      'lossless.jpg': lossless,
    })
    assert.match(outcomes['twelve.jpg']!, /^This kind of JPEG cannot be read.* \(12-bit samples\)$/)
    assert.match(outcomes['lossless.jpg']!, /\(lossless\)$/)
    assert.equal(outcomes['sequence.avif'], 'added')
    const { json } = await server.get(`/v3/images/${await idOf(server, 'sequence')}?fields=max_dimensions`)
    assert.deepEqual(json.images[0].max_dimensions, { width: 300, height: 200 })
    await assertHalves(server, 'sequence')
  })
})
