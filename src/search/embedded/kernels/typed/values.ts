import type { Kernels } from '../kernels.ts'
import { lowestBit, type Views } from './views.ts'

/** The kernels that count values over typed arrays. */
export function valueKernels({ words, signed }: Views): Pick<Kernels, 'countValues' | 'countValuesOfBits'> {
  function countOf(document: number, starts: number, values: number, counts: number): void {
    const end = words[starts + document + 1]!
    for (let at = words[starts + document]!; at < end; at++) words[counts + words[values + at]!]!++
  }

  return {
    countValues(list, count, starts, values, counts) {
      for (let at = list >> 2; at < (list >> 2) + count; at++)
        countOf(words[at]!, starts >> 2, values >> 2, counts >> 2)
    },
    countValuesOfBits(bits, bytes, starts, values, counts) {
      for (let word = 0; word < bytes >> 2; word++)
        for (let left = signed[(bits >> 2) + word]!; left; left &= left - 1)
          countOf((word << 5) + lowestBit(left), starts >> 2, values >> 2, counts >> 2)
    },
  }
}
