import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { until } from '../support/until.ts'

/** An embedder whose vectors are mean colours, and that knows what red is. */
const COLOURS = `export default {
  id: 'colours', dimensions: 3,
  async embedImage({ pixels }) { return await pixels({ width: 1, height: 1, fit: 'fill' }) },
  async embedText(text) {
    if (text.includes('unspeakable')) throw new Error('it cannot say that')
    return text.includes('red') ? [255, 0, 0] : [1, 1, 1]
  },
}`
const COLOURS_OF_PICTURES = ['#e00000', '#0000ff', '#00ff00', '#802020']
const WITHIN_MS = 60_000

it('mixes the order of words with what pictures show, if the embedder understands texts', async (t) => {
  const [pictures, folder] = [await temporaryFolder(t), await temporaryFolder(t)]
  const embedder = join(folder, 'colours.mjs')
  await writeFile(embedder, COLOURS)
  for (const [index, colour] of COLOURS_OF_PICTURES.entries())
    await writePicture(pictures, `${index + 1}.jpg`, { title: 'A red unspeakable wall', colour })
  const library = await emptyLibrary(t, { embedder, maxAnswerMemoryBytes: 0 })
  await ingestAndIndex(library, pictures)
  const server = await serve(library)
  const found = async (query: string): Promise<number[]> => {
    const { json, text } = await server.get(`/v3/search/images/creative?fields=id&${query}`)
    assert.equal(json?.result_count, COLOURS_OF_PICTURES.length, text)
    return json.images.map(({ id }: { id: string }) => Number(id) - 100_000_000)
  }
  // By words alone all are equal, and the newest come first. Ranks by redness: 1, 4, and then the others.
  const [byWords, mixed] = [
    [4, 3, 2, 1],
    [4, 1, 3, 2],
  ]
  await until(
    () => found('phrase=red+wall'),
    (ids) => isDeepStrictEqual(ids, mixed),
    WITHIN_MS,
  )
  assert.deepEqual(await found('phrase=red+wall&enhanced_search=false'), byWords)
  assert.deepEqual(await found('phrase=red+wall&sort_order=newest'), byWords)
  assert.deepEqual(await found('phrase=unspeakable+red+wall'), byWords, 'without a vector of the text')
  const pages = [
    await found('phrase=red+wall&page_size=1&page=1'),
    await found('phrase=red+wall&page_size=3&page=2'),
  ]
  assert.deepEqual(pages, [mixed.slice(0, 1), mixed.slice(3)], 'pages of one order')
})
