import { randomFrom } from '../../lib/random.ts'

/** Number of random projections of each vector; a power of two. */
export const PROJECTIONS = 256

/**
 * Returns a function that projects a vector onto 256 directions that are as good as random, in about 20 times fewer
 * steps: elements are added up with random signs in 256 sums, and then rotated twice by a fast Walsh-Hadamard transform
 * after random changes of sign. With up to 256 elements that is a random rotation, so angles do not change at all.
 * (N. Ailon, B. Chazelle: The fast Johnson-Lindenstrauss transform, 2009.) It is the same for each library.
 *
 * The array that it returns is valid until the next call.
 */
export function randomProjection(dimensions: number): (vector: Float32Array) => Float32Array {
  const random = randomFrom(dimensions)
  const signs = (length: number) => Float32Array.from({ length }, () => (random.next() < 0.5 ? -1 : 1))
  const first = signs(dimensions)
  const second = signs(PROJECTIONS)
  const sums = new Float32Array(PROJECTIONS)
  return (vector) => {
    sums.fill(0)
    for (let at = 0; at < dimensions; at++) sums[at % PROJECTIONS]! += vector[at]! * first[at]!
    transform(sums)
    for (let at = 0; at < PROJECTIONS; at++) sums[at]! *= second[at]!
    transform(sums)
    return sums
  }
}

/** The Walsh-Hadamard transform, in place. */
function transform(sums: Float32Array): void {
  for (let half = 1; half < PROJECTIONS; half *= 2)
    for (let from = 0; from < PROJECTIONS; from += 2 * half)
      for (let at = from; at < from + half; at++) {
        const [one, other] = [sums[at]!, sums[at + half]!]
        sums[at] = one + other
        sums[at + half] = one - other
      }
}
