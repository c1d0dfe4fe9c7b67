import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { cr2, cr3, dng, iiq, mrw, orf, raf, rw2, tiffRaw, x3f } from '../support/raw-files.ts'
import {
  assertColour,
  colourAt,
  displaySizes,
  fetchPicture,
  serveFiles,
  serveForDownloads,
} from '../support/shown.ts'

/** A JPEG of 900 × 600, red on the left and blue on the right. */
const halves = async (width = 900, height = 600, orientation?: number) => {
  const blue = await sharp({ create: { width: width / 2, height, channels: 3, background: '#1e28c8' } })
    .png()
    .toBuffer()
  const picture = sharp({ create: { width, height, channels: 3, background: '#c81e28' } })
    .composite([{ input: blue, left: width / 2, top: 0 }])
    .jpeg({ quality: 92 })
  return (orientation ? picture.withMetadata({ orientation }) : picture).toBuffer()
}
const RED = [200, 30, 40]
const BLUE = [30, 40, 200]

describe('a raw file of a camera', () => {
  it('shows the picture that the camera developed, upright, with its metadata, and is delivered as it is', async (t) => {
    const jpeg = await halves()
    const files: Record<string, Buffer> = {
      'one.nef': tiffRaw({
        jpeg,
        orientation: 6,
        fields: { 315: 'Ada Example', 36867: '2021:05:06 07:08:09' },
      }),
      'two.arw': tiffRaw({ jpeg, make: 'SONY', orientation: 6 }),
      'three.dng': dng({ jpeg, orientation: 6 }),
      'four.cr2': cr2({ jpeg, orientation: 6 }),
      'five.cr3': cr3({ jpeg, orientation: 6 }),
      'six.rw2': rw2({ jpeg, orientation: 6 }),
      'seven.orf': orf({ jpeg, orientation: 6 }),
      'eight.raf': raf({ jpeg: await halves(900, 600, 6) }),
      'nine.jpg': tiffRaw({ jpeg, make: 'PENTAX', orientation: 6 }),
    }
    const { outcomes, server, downloadOriginal } = await serveForDownloads(t, files)
    const fields = 'id,title,max_dimensions,artist,date_created,download_sizes'
    const { json } = await server.get(`/v3/search/images/creative?fields=${fields}&page_size=50`)
    for (const name of Object.keys(files)) {
      assert.equal(outcomes[name], 'added', name)
      const image = json.images.find(({ title }: { title: string }) => name.startsWith(`${title}.`))
      assert.deepEqual(image.max_dimensions, { width: 600, height: 900 }, name)
      const { comp } = await displaySizes(server, image.id)
      const { bytes } = await fetchPicture(comp!.uri)
      assertColour(await colourAt(bytes, [0.5, 0.1]), RED)
      assertColour(await colourAt(bytes, [0.5, 0.9]), BLUE)
    }
    for (const title of ['one', 'five']) {
      const image = json.images.find((it: { title: string }) => it.title === title)
      const original = await downloadOriginal(image.id)
      assert.deepEqual(original.bytes, files[title === 'one' ? 'one.nef' : 'five.cr3'], title)
      assert.match(original.type!, /^image\/x-/, title)
      assert.equal(image.artist, 'Ada Example', title)
      assert.match(image.date_created, /^2021-05-06T07:08:09/, title)
    }
  })

  it('is known by its maker, whatever its name', async (t) => {
    const jpeg = await halves()
    const turned = { jpeg, orientation: 6 }
    const kinds: Record<string, Buffer> = {
      srw: tiffRaw({ ...turned, make: 'SAMSUNG' }),
      '3fr': tiffRaw({ ...turned, make: 'Hasselblad' }),
      iiq: iiq(turned),
      x3f: x3f(turned),
      erf: tiffRaw({ ...turned, make: 'SEIKO EPSON CORP.' }),
      kdc: tiffRaw({ ...turned, make: 'EASTMAN KODAK COMPANY', model: 'KODAK P880 ZOOM' }),
      dcr: tiffRaw({ ...turned, make: 'Kodak', model: 'DCS Pro 14N' }),
      mrw: mrw({ ...turned, fields: { 315: 'Ada Example' } }),
      mef: tiffRaw({ ...turned, make: 'Mamiya-OP Co.,Ltd.' }),
      nrw: tiffRaw({ ...turned, model: 'COOLPIX P7000' }),
      pef: tiffRaw({ ...turned, make: 'PENTAX Corporation' }),
      rwl: rw2({ ...turned, make: 'LEICA' }),
      mos: tiffRaw({ ...turned, make: 'Leaf' }),
      raw: tiffRaw({ ...turned, make: 'Unheard of' }),
    }
    const files = Object.fromEntries(Object.entries(kinds).map(([kind, file]) => [`camera${kind}.jpg`, file]))
    const { outcomes, server, downloadOriginal } = await serveForDownloads(t, files)
    assert.deepEqual([...new Set(Object.values(outcomes))], ['added'], JSON.stringify(outcomes))
    const fields = 'id,title,max_dimensions,artist,download_sizes'
    const { json } = await server.get(`/v3/search/images/creative?fields=${fields}&page_size=50`)
    for (const kind of Object.keys(kinds)) {
      const image = json.images.find(({ title }: { title: string }) => title === `camera${kind}`)
      assert.deepEqual(image.max_dimensions, { width: 600, height: 900 }, kind)
      const { bytes } = await fetchPicture((await displaySizes(server, image.id)).comp!.uri)
      assertColour(await colourAt(bytes, [0.5, 0.1]), RED)
      assertColour(await colourAt(bytes, [0.5, 0.9]), BLUE)
      const original = await downloadOriginal(image.id)
      assert.deepEqual(original.bytes, kinds[kind], kind)
      assert.match(original.type!, kind === 'raw' ? /^image\/x-dcraw$/ : new RegExp(`^image/x-\\w+-${kind}$`))
      assert.equal(image.artist, kind === 'mrw' ? 'Ada Example' : null, kind)
    }
  })

  it('is refused with its format if it has only sensor data', async (t) => {
    const { outcomes } = await serveFiles(t, {
      'empty.nef': tiffRaw({ jpeg: Buffer.alloc(0) }),
      'empty.cr3': cr3({ jpeg: Buffer.from('no picture') }),
      'a.raf': raf({ jpeg: Buffer.alloc(20) }),
    })
    assert.deepEqual(Object.keys(outcomes).length, 3)
    for (const [name, reason] of Object.entries(outcomes).filter(([it]) => it !== 'empty.nef'))
      assert.match(reason, /contains no picture that the camera developed.* \((?:CR3|RAF)\)/, name)
    // Its thumbnail is a picture, if there is nothing better.
    assert.equal(outcomes['empty.nef'], 'added')
  })
})
