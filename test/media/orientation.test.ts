import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { emptyLibrary, ingestAndIndex, serve } from '../support/library.ts'
import { testData } from '../support/test-data.ts'

/** Mean difference of two small grey pictures, 0 to 255; if one is rotated by 90°, it is dozens. */
const MAX_DIFFERENCE = 6

describe('orientation', () => {
  it('makes all 18 pictures upright, whatever their EXIF orientation', async (t) => {
    const folder = testData(t, 'media', 'orientation')
    if (!folder) return
    const library = await emptyLibrary(t)
    await ingestAndIndex(library, folder)
    const server = await serve(library)
    const { json } = await server.get(
      '/v3/search/images/creative?fields=title,max_dimensions,orientation,thumb&page_size=20',
    )
    assert.equal(json.result_count, 18)
    for (const shape of ['Landscape', 'Portrait']) {
      const own = json.images.filter((image: { title: string }) => image.title.startsWith(shape))
      assert.equal(own.length, 9)
      const upright = await smallGrey(own.find((image: { title: string }) => image.title === `${shape} 1`))
      for (const image of own) {
        assert.equal(image.orientation, shape === 'Landscape' ? 'Horizontal' : 'Vertical', image.title)
        const seen = await smallGrey(image)
        const difference =
          seen.reduce((sum, value, index) => sum + Math.abs(value - upright[index]!), 0) / seen.length
        assert.ok(difference < MAX_DIFFERENCE, `${image.title} differs by ${difference}`)
      }
    }
  })
})

async function smallGrey(image: { display_sizes: { uri: string }[] }): Promise<Buffer> {
  const bytes = await (await fetch(image.display_sizes[0]!.uri)).arrayBuffer()
  return sharp(Buffer.from(bytes)).resize(32, 32, { fit: 'fill' }).greyscale().raw().toBuffer()
}
