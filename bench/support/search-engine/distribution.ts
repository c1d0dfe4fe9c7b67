import type { Random } from '../../../src/lib/random.ts'

/** Returns a random index; each is as likely as its weight says. */
export type Distribution = (random: Random) => number

/** Makes a distribution that needs one random number for an index (Walker's alias method; Vose, 1991). */
export function distributionOf(weights: readonly number[]): Distribution {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const left = weights.map((weight) => (weight * weights.length) / sum)
  const shares = new Float64Array(weights.length).fill(1)
  const aliases = new Int32Array(weights.length)
  const small: number[] = []
  const large: number[] = []
  left.forEach((share, index) => {
    ;(share < 1 ? small : large).push(index)
  })
  while (small.length > 0 && large.length > 0) {
    const few = small.pop()!
    const many = large.pop()!
    shares[few] = left[few]!
    aliases[few] = many
    left[many]! -= 1 - left[few]!
    ;(left[many]! < 1 ? small : large).push(many)
  }
  return (random) => {
    const at = random.next() * weights.length
    const index = Math.floor(at)
    return at - index < shares[index]! ? index : aliases[index]!
  }
}

/** The distribution of words in texts (Zipf, Mandelbrot): rank r has the weight 1 / (r + 1 + `offset`). */
export const zipf = (count: number, offset: number): Distribution =>
  distributionOf(Array.from({ length: count }, (_, rank) => 1 / (rank + 1 + offset)))
