import assert from 'node:assert/strict'
import { it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { type Random, randomFrom } from '../../src/lib/random.ts'
import { openMemoryIndex } from '../../src/visual/vectors/memory-index.ts'
import type { NearestOptions, VectorIndex } from '../../src/visual/vectors/vector-index.ts'

const [VECTORS, DIMENSIONS, GROUPS] = [6000, 300, 100]
/** As many candidates of these vectors as of 1,000,000 in a library. */
const CANDIDATES = VECTORS / 50
const OPTIONS = { limit: 20, minSimilarity: -1 }

it('finds the same among likely candidates as among all vectors, but for one in twenty', async (t) => {
  const random = randomFrom(5)
  const makeVector = groupedVectors(random)
  const assets = Array.from({ length: VECTORS }, (_, at) => ({
    assetId: at + 1,
    frames: [{ frame: 0, vector: makeVector() }],
  }))
  const exact = openMemoryIndex(DIMENSIONS)
  const sketched = openMemoryIndex(DIMENSIONS, { exactRows: 1000, candidates: CANDIDATES })
  const fewer = openMemoryIndex(DIMENSIONS, { exactRows: 1000, candidates: 10 })
  const all = [exact, sketched, fewer]
  t.after(() => Promise.all(all.map((index) => index.close())))
  await Promise.all(all.map((index) => index.put(assets)))
  // Vectors are removed while others are being sketched.
  for (let turn = 0; turn < 10; turn++) {
    await setImmediate()
    const removed = [turn * 100 + 1, VECTORS - turn]
    await Promise.all(all.map((index) => index.remove(removed)))
  }
  await Promise.all(all.map((index) => index.settled()))
  const odd = assets.map(({ assetId }) => assetId).filter((id) => id % 2 === 1)
  for (const options of [OPTIONS, { ...OPTIONS, among: odd }]) {
    const queries = Array.from({ length: 50 }, makeVector)
    const found = await meanRecall(queries, exact, sketched, options)
    assert.ok(found >= 0.95, `found ${found}`)
    const amongFew = await meanRecall(queries, exact, fewer, { ...options, limit: 1 })
    assert.ok(amongFew < 1, 'the sketches made no difference')
  }
})

/** Vectors around some centres, as pictures of some kinds are. */
function groupedVectors(random: Random): () => Int8Array {
  const around = (centre: (at: number) => number) => (_: unknown, at: number) => centre(at) + gaussian(random)
  const centres = Array.from({ length: GROUPS }, () =>
    Array.from(
      { length: DIMENSIONS },
      around(() => 2),
    ),
  )
  return () => {
    const centre = random.pick(centres)
    return Int8Array.from(
      Array.from(
        { length: DIMENSIONS },
        around((at) => centre[at]!),
      ),
      (x) => x * 12,
    )
  }
}

/** A number that is normally distributed, about (Irwin-Hall). */
const gaussian = ({ next }: Random) => next() + next() + next() + next() + next() + next() - 3

/** The mean share of what the exact index finds that the other one finds as well. */
async function meanRecall(
  queries: readonly Int8Array[],
  exact: VectorIndex,
  other: VectorIndex,
  options: NearestOptions,
): Promise<number> {
  let sum = 0
  for (const query of queries) {
    const found = new Set((await other.nearest(query, options)).map(({ assetId }) => assetId))
    const wanted = await exact.nearest(query, options)
    sum += wanted.filter(({ assetId }) => found.has(assetId)).length / wanted.length
  }
  return sum / queries.length
}
