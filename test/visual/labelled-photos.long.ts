import assert from 'node:assert/strict'
import { it } from 'node:test'
import { vectorOf } from '../../src/catalogue/frames.ts'
import type { Db } from '../../src/db/database.ts'
import { emptyLibrary, ingestAndIndex } from '../support/library.ts'
import { testData } from '../support/test-data.ts'

/** The mean average precision that the descriptor reaches at least. */
const LEAST_PRECISION = 0.3

it('finds photographs of the same kind of thing by their descriptors', { timeout: 600_000 }, async (t) => {
  const folder = testData(t, 'media', 'clothing-cc0')
  if (folder === null) return
  const library = await emptyLibrary(t)
  await ingestAndIndex(library, folder)
  const photos = await findPhotos(library.db)
  assert.equal(photos.length, 341)
  const precision = meanAveragePrecision(photos)
  t.diagnostic(`mean average precision ${precision.toFixed(3)}`)
  assert.ok(precision >= LEAST_PRECISION, `${precision}`)
})

type Photo = { readonly label: string; readonly vector: Int8Array }

/** The photographs with their labels, which are the names of their folders. */
async function findPhotos(db: Db): Promise<Photo[]> {
  const rows = await db
    .selectFrom('sourceFile')
    .innerJoin('frame', 'frame.assetId', 'sourceFile.assetId')
    .innerJoin('frameVector', 'frameVector.frameId', 'frame.id')
    .select(['sourceFile.path', 'frameVector.vector'])
    .where('frameVector.embedder', '=', 'classical-1')
    .execute()
  return rows.map(({ path, vector }) => ({ label: path.split('/')[0]!, vector: vectorOf(vector) }))
}

/** Ranks all other photographs for each one; those with its label are relevant. */
function meanAveragePrecision(photos: readonly Photo[]): number {
  const precisions = photos.map((query) => {
    const ranked = photos
      .filter((photo) => photo !== query)
      .map(({ label, vector }) => ({ label, similarity: cosine(query.vector, vector) }))
      .toSorted((a, b) => b.similarity - a.similarity)
    let [hits, sum] = [0, 0]
    for (const [index, { label }] of ranked.entries()) if (label === query.label) sum += ++hits / (index + 1)
    return sum / hits
  })
  return precisions.reduce((a, b) => a + b, 0) / precisions.length
}

function cosine(one: Int8Array, other: Int8Array): number {
  const dot = (a: Int8Array, b: Int8Array) => a.reduce((sum, value, at) => sum + value * b[at]!, 0)
  return dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other))
}
