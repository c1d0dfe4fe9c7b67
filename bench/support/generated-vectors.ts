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
    const { random, gaussians } = sourceOf(seed)
    const centres = Array.from({ length: 10_000 }, () => gaussians(dimensions))
    return () => toInt8(sum(gaussians(dimensions), random.pick(centres), 1))
  },
  /** Sums of 32 properties, and some noise. */
  properties(dimensions, seed) {
    const { gaussians } = sourceOf(seed)
    const properties = Array.from({ length: 32 }, () => gaussians(dimensions))
    return () => {
      const weights = gaussians(properties.length)
      const noise = gaussians(dimensions)
      return toInt8(
        properties.reduce((vector, property, at) => sum(vector, property, weights[at]! / 2), noise),
      )
    }
  },
  /** Every element by itself. */
  independent(dimensions, seed) {
    const { gaussians } = sourceOf(seed)
    return () => toInt8(gaussians(dimensions))
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
function sourceOf(seed: number): { random: Random; gaussians: (length: number) => Float32Array } {
  const random = randomFrom(seed)
  const pool = Float32Array.from({ length: POOL }, () => normal(random))
  return {
    random,
    gaussians(length) {
      const from = random.below(POOL - length)
      return pool.slice(from, from + length)
    },
  }
}

/** G. Box, M. Muller: A note on the generation of random normal deviates, 1958. */
const normal = ({ next }: Random) => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

/** Adds a multiple of another vector to a vector, in place. */
function sum(vector: Float32Array, other: Float32Array, weight: number): Float32Array {
  for (let at = 0; at < vector.length; at++) vector[at]! += weight * other[at]!
  return vector
}

function toInt8(vector: Float32Array): Int8Array {
  const bytes = new Int8Array(vector.length)
  for (let at = 0; at < vector.length; at++)
    bytes[at] = Math.max(-127, Math.min(127, Math.round(vector[at]! * SCALE)))
  return bytes
}
