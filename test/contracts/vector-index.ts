import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { randomFrom } from '../../src/lib/random.ts'
import type { AssetVectors, Hit, VectorIndex } from '../../src/visual/vectors/vector-index.ts'

const DIMENSIONS = 20
const ANY = { limit: 10, minSimilarity: -1 }

/** The contract of every index of vectors, which each adapter runs. */
export function vectorIndexContract(
  name: string,
  open: (t: TestContext, dimensions: number) => Promise<VectorIndex>,
): void {
  const opened = (t: TestContext) => open(t, DIMENSIONS)

  describe(`${name} as an index of vectors`, () => {
    it('returns the most similar assets first, with the cosine as similarity', async (t) => {
      const index = await opened(t)
      await index.put([asset(1, [1, 0]), asset(2, [1, 1]), asset(3, [0, 1]), asset(4, [-1, 0])])
      assert.equal(await index.size(), 4)
      assert.deepEqual(shown(await index.nearest(vector(100, 0), ANY)), ['1 1', '2 0.707', '3 0', '4 -1'])
      assert.deepEqual(shown(await index.nearest(vector(-3, 0), { ...ANY, limit: 1 })), ['4 1'])
      assert.deepEqual(shown(await index.nearest(vector(9, 0), { ...ANY, minSimilarity: 0.7 })), [
        '1 1',
        '2 0.707',
      ])
    })

    it('returns equally similar assets by their ids', async (t) => {
      const index = await opened(t)
      await index.put([9_999_999_999, 7, 8].map((id) => asset(id, [5, 5])))
      const hits = await index.nearest(vector(1, 1), { ...ANY, limit: 2 })
      assert.deepEqual(
        hits.map(({ assetId }) => assetId),
        [7, 8],
      )
    })

    it('returns an asset once, by its most similar frame', async (t) => {
      const index = await opened(t)
      await index.put([asset(1, [0, 1], [1, 0], [1, 1]), asset(2, [2, 1])])
      const hits = await index.nearest(vector(1, 0), { ...ANY, limit: 2 })
      assert.deepEqual(
        hits.map(({ assetId, frame }) => [assetId, frame]),
        [
          [1, 1],
          [2, 0],
        ],
      )
    })

    it('replaces and removes all vectors of an asset', async (t) => {
      const index = await opened(t)
      await index.put([asset(1, [1, 0], [0, 1]), asset(2, [1, 1], [1, -1]), asset(3, [0, 1])])
      await index.put([asset(1, [-1, 0])])
      await index.remove([2, 77])
      assert.equal(await index.size(), 2)
      assert.deepEqual(shown(await index.nearest(vector(1, 0), ANY)), ['3 0', '1 -1'])
      await index.put([{ assetId: 3, frames: [] }])
      await index.remove([1, 1])
      assert.deepEqual([await index.size(), await index.nearest(vector(1, 0), ANY)], [0, []])
    })

    it('looks only among the assets that a filter accepts', async (t) => {
      const index = await opened(t)
      await index.put([asset(1, [1, 0]), asset(2, [1, 1]), asset(3, [0, 1])])
      const among = async (...ids: number[]) =>
        shown(await index.nearest(vector(1, 0), { ...ANY, among: new Set(ids) }))
      assert.deepEqual(await among(3, 2, 404), ['2 0.707', '3 0'])
      assert.deepEqual(await among(), [])
    })

    it('finds a vector without length similar to nothing', async (t) => {
      const index = await opened(t)
      await index.put([asset(1, [0, 0])])
      assert.deepEqual(shown(await index.nearest(vector(1, 0), ANY)), ['1 0'])
      assert.deepEqual(shown(await index.nearest(vector(0, 0), ANY)), ['1 0'])
    })

    it('refuses vectors of another size, and changes nothing then', async (t) => {
      const index = await opened(t)
      const wrong = { assetId: 2, frames: [{ frame: 0, vector: new Int8Array(3) }] }
      await assert.rejects(index.put([asset(1, [1, 0]), wrong]), RangeError)
      await assert.rejects(index.nearest(new Int8Array(DIMENSIONS + 1), ANY), RangeError)
      assert.equal(await index.size(), 0)
    })

    it('finds what a comparison with every vector finds, after many changes', async (t) => {
      const index = await opened(t)
      const random = randomFrom(3)
      const kept = new Map<number, AssetVectors>()
      const anyVector = () => Int8Array.from({ length: DIMENSIONS }, () => random.below(255) - 127)
      for (let round = 0; round < 40; round++) {
        const changed = Array.from({ length: 100 }, () => ({
          assetId: 1 + random.below(2000),
          frames: Array.from({ length: 1 + random.below(2) }, (_, frame) => ({ frame, vector: anyVector() })),
        }))
        const removed = Array.from({ length: 20 }, () => 1 + random.below(2000))
        await index.put(changed)
        await index.remove(removed)
        for (const it of changed) kept.set(it.assetId, it)
        for (const id of removed) kept.delete(id)
      }
      const query = anyVector()
      const half = [...kept.keys()].filter((id) => id % 2 === 0)
      assert.deepEqual(shown(await index.nearest(query, ANY)), expected(query, [...kept.values()]))
      assert.deepEqual(
        shown(await index.nearest(query, { ...ANY, among: half })),
        expected(
          query,
          half.map((id) => kept.get(id)!),
        ),
      )
    })
  })
}

/** A vector that begins with these elements, followed by zeros. */
function vector(...elements: readonly number[]): Int8Array {
  const made = new Int8Array(DIMENSIONS)
  made.set(elements)
  return made
}

const asset = (assetId: number, ...frames: readonly (readonly number[])[]): AssetVectors => ({
  assetId,
  frames: frames.map((elements, frame) => ({ frame, vector: vector(...elements) })),
})

const shown = (hits: readonly Hit[]): string[] =>
  hits.map(({ assetId, similarity }) => `${assetId} ${Number(similarity.toFixed(3))}`)

function expected(query: Int8Array, assets: readonly AssetVectors[]): string[] {
  const length = (of: Int8Array) => Math.hypot(...of)
  const cosine = (other: Int8Array) =>
    other.reduce((sum, element, at) => sum + element * query[at]!, 0) / (length(other) * length(query))
  const hits = assets.map(({ assetId, frames }) => ({
    assetId,
    frame: 0,
    similarity: Math.max(...frames.map((frame) => cosine(frame.vector))),
  }))
  return shown(hits.sort((a, b) => b.similarity - a.similarity).slice(0, ANY.limit))
}
