import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { cr2, cr3, dng, orf, raf, rw2, tiffRaw } from '../support/raw-files.ts'
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
