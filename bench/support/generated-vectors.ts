import { type Random, randomFrom } from '../../src/lib/random.ts'
import type { AssetVectors } from '../../src/visual/vectors/vector-index.ts'

/** Makes vectors of one distribution. */
export type VectorMaker = () => Int8Array

const POOL = 2 ** 20
/** About as many elements as a vector has are within ±127 then, and the rest is clipped. */
const SCALE = 30

/**
 * How vectors may be distributed. Pictures of a library are in groups: many of one subject, each a little different, with fewer
 * properties that vary than elements. Vectors without any structure are the hardest to search, because the nearest ones are
 * hardly nearer than any others; no embedder makes such vectors.
 */
export const DISTRIBUTIONS: Readonly<
  Record<'groups' | 'properties' | 'independent', (dimensions: number, seed: number) => VectorMaker>
> = {
  /** Around 10,000 centres. */
  groups(dimensions, seed) {
    const { random, gaussian } = sourceOf(seed)
    const centres = Array.from({ length: 10_000 }, () => floats(dimensions, gaussian))
    return () => {
      const centre = random.pick(centres)
      return toInt8(centre.map((element) => element + gaussian()))
    }
  },
  /** Sums of 32 properties, and some noise. */
  properties(dimensions, seed) {
    const { gaussian } = sourceOf(seed)
    const properties = Array.from({ length: 32 }, () => floats(dimensions, gaussian))
    return () => {
      const vector = floats(dimensions, () => 2 * gaussian())
      for (const property of properties) {
        const weight = gaussian()
        for (let at = 0; at < dimensions; at++) vector[at]! += weight * property[at]!
      }
      return toInt8(vector.map((element) => element / 4))
    }
  },
  /** Every element by itself. */
  independent(dimensions, seed) {
    const { gaussian } = sourceOf(seed)
    return () => toInt8(floats(dimensions, gaussian))
  },
}

/** Yields assets with one vector each, in batches. */
export function* assetBatches(make: VectorMaker, count: number, size = 1000): Generator<AssetVectors[]> {
  for (let from = 1; from <= count; from += size)
    yield Array.from({ length: Math.min(size, count - from + 1) }, (_, at) => ({
      assetId: 100_000_000 + from + at,
      frames: [{ frame: 0, vector: make() }],
    }))
}

/** Normally distributed numbers are drawn from a pool, since making each takes longer than everything else. */
function sourceOf(seed: number): { random: Random; gaussian: () => number } {
  const random = randomFrom(seed)
  const pool = Float32Array.from({ length: POOL }, () => normal(random))
  return { random, gaussian: () => pool[random.below(POOL)]! }
}

/** G. Box, M. Muller: A note on the generation of random normal deviates, 1958. */
const normal = ({ next }: Random) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

const floats = (length: number, make: () => number) => Float32Array.from({ length }, make)

const toInt8 = (vector: Float32Array): Int8Array =>
  Int8Array.from(vector, (element) => Math.max(-127, Math.min(127, Math.round(element * SCALE))))
