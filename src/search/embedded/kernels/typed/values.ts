import type { Kernels } from '../kernels.ts'
import { lowestBit, type Views } from './views.ts'

/** The kernels of values and numbers over typed arrays. */
export function valueKernels({
  words,
  signed,
  numbers,
}: Views): Pick<Kernels, 'countValues' | 'countValuesOfBits' | 'highestNumbers'> {
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
    highestNumbers(list, count, column, limit, outNumbers, outDocuments) {
      const best = outNumbers >> 3
      const documents = outDocuments >> 2
      let found = 0
      for (let at = list >> 2; at < (list >> 2) + count; at++) {
        const number = numbers[(column >> 3) + words[at]!]!
        if (found === limit && number <= numbers[best + limit - 1]!) continue
        let place = found < limit ? found++ : limit - 1
        for (; place > 0 && numbers[best + place - 1]! < number; place--) {
          numbers[best + place] = numbers[best + place - 1]!
          words[documents + place] = words[documents + place - 1]!
        }
        numbers[best + place] = number
        words[documents + place] = words[at]!
      }
      return found
    },
  }
}
