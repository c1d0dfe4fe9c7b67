import { POSITIONS_PER_BLOCK, unpackBlock } from '../../positions.ts'
import type { Kernels } from '../kernels.ts'
import type { Views } from './views.ts'

/** The kernels of positions over typed arrays. */
export function positionKernels({ words }: Views): Pick<Kernels, 'unpackPositions' | 'intersectPositions'> {
  return {
    unpackPositions(packed, out) {
      const count = words[packed >> 2]!
      for (let first = 0; first < count; first += POSITIONS_PER_BLOCK)
        unpackBlock(words, packed >> 2, first, words, (out >> 2) + first)
      return count
    },
    intersectPositions(few, fewCount, packed, distance, out, block) {
      const table = (packed >> 2) + 1
      const count = words[packed >> 2]!
      const blocks = Math.ceil(count / POSITIONS_PER_BLOCK)
      let next = 0
      let at = block >> 2
      let end = at
      let kept = 0
      for (let index = 0; index < fewCount; index++) {
        const entry = words[(few >> 2) + index]!
        const wanted = entry + distance
        const before = next
        while (next < blocks && words[table + next * 2]! <= wanted) next++
        if (next > before) {
          const first = (next - 1) * POSITIONS_PER_BLOCK
          at = block >> 2
          end = at + Math.min(POSITIONS_PER_BLOCK, count - first)
          unpackBlock(words, packed >> 2, first, words, at)
        }
        while (at < end && words[at]! < wanted) at++
        if (at < end && words[at] === wanted) words[(out >> 2) + kept++] = entry
      }
      return kept
    },
  }
}
