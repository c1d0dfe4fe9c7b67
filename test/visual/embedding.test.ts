import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it } from 'node:test'
import sharp from 'sharp'
import { vectorOf } from '../../src/catalogue/frames.ts'
import { readConfig } from '../../src/config.ts'
import type { Db } from '../../src/db/database.ts'
import { refusalsOf } from '../../src/serve/checks.ts'
import { emptyLibrary, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { until } from '../support/until.ts'

/** An embedder whose vectors are mean colours; it fails for green. */
const COLOURS = `export default {
  id: 'colours', dimensions: 3, leastSimilarity: 0.9,
  async embedImage({ pixels }) {
    const [red, green, blue] = await pixels({ width: 1, height: 1, fit: 'fill' })
    if (green > 200) throw new Error('it does not like green')
    return [red, green, blue]
  },
}`

const WITHIN_MS = 60_000

it('computes the vectors of all pictures in the background, and searches by them', async (t) => {
  const [pictures, folder] = [await temporaryFolder(t), await temporaryFolder(t)]
  const embedder = join(folder, 'colours.mjs')
  await writeFile(embedder, COLOURS)
  const add = async (colour: string) => writeFile(join(pictures, `${colour}.jpg`), await plain(colour))
  for (const colour of ['red', 'lime', 'blue', 'maroon', 'navy']) await add(colour)
  const library = await emptyLibrary(t, { embedder })
  await ingestAndIndex(library, pictures)
  const server = await serve(library)
  const url = `${server.http}/v3/search/by-image/uploads/query.jpg`
  const headers = { 'api-key': server.key, 'content-type': 'image/jpeg' }
  await fetch(url, { method: 'PUT', headers, body: new Uint8Array(await plain('#200000')) })
  const found = async (path: string): Promise<string> => {
    const { json } = await server.get(path)
    return json.images.map(({ title }: { title: string }) => title).join()
  }
  const search = `/v3/search/images/creative/by-image?${new URLSearchParams({ fields: 'title', image_url: url })}`
  // Only the embedder finds that all kinds of red are alike, and nothing else.
  assert.match(await until(() => found(search), isRed, WITHIN_MS), /^(?:red,maroon|maroon,red)$/)

  await add('crimson')
  await ingestAndIndex(library, pictures)
  assert.match(
    await until(
      () => found(search),
      (titles) => titles.includes('crimson'),
      WITHIN_MS,
    ),
    /^[^b]+$/,
  )
  const [red] = (await server.get('/v3/search/images/creative?phrase=red&fields=id')).json.images
  assert.deepEqual(
    (await found(`/v3/images/${red.id}/similar?fields=title`)).split(',').slice(0, 2).toSorted(),
    ['crimson', 'maroon'],
  )
  // A picture that the embedder does not like is missing, and nothing else.
  const colours = await until(
    () => findVectors(library.db),
    ({ length }) => length >= 5,
    WITHIN_MS,
  )
  assert.equal(colours.length, 5)
})

const isRed = (titles: string) =>
  titles.includes('maroon') && !titles.includes('blue') && !titles.includes('lime')

/** A picture of one colour. */
const plain = (background: string) =>
  sharp({ create: { width: 300, height: 200, channels: 3, background } })
    .jpeg()
    .toBuffer()

it('refuses an embedder that does not exist', async () => {
  assert.deepEqual(await refusalsOf(readConfig({ embedder: '/nowhere/model.onnx' }, {})), [
    "embedder is '/nowhere/model.onnx', which does not exist.",
  ])
})

async function findVectors(db: Db): Promise<Int8Array[]> {
  const rows = await db
    .selectFrom('frameVector')
    .select('vector')
    .where('embedder', '=', 'colours')
    .orderBy('frameId')
    .execute()
  return rows.map(({ vector }) => vectorOf(vector))
}
