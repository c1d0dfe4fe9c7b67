import type { Kernels } from '../kernels.ts'
import { lowestBit, type Views } from './views.ts'

/** The kernels of values and numbers over typed arrays. */
export function valueKernels({
  halves,
  words,
  signed,
  numbers,
}: Views): Pick<Kernels, 'countValues' | 'countValuesOfBits' | 'highestNumbers'> {
  function countOf(document: number, starts: number, values: number, width: number, counts: number): void {
    const start = words[(starts >> 2) + document]!
    const end = words[(starts >> 2) + document + 1]!
    for (let at = start; at < end; at++) {
      const value = width === 2 ? halves[(values >> 1) + at]! : words[(values >> 2) + at]!
      words[(counts >> 2) + value]!++
    }
  }

  return {
    countValues(list, count, starts, values, width, counts) {
      for (let at = list >> 2; at < (list >> 2) + count; at++)
        countOf(words[at]!, starts, values, width, counts)
    },
    countValuesOfBits(bits, bytes, starts, values, width, counts) {
      for (let word = 0; word < bytes >> 2; word++)
        for (let left = signed[(bits >> 2) + word]!; left; left &= left - 1)
          countOf((word << 5) + lowestBit(left), starts, values, width, counts)
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
