import { positionsOf, type Segment } from '../segment.ts'
import { type DocumentOrder, DROPPED } from './document-order.ts'
import type { MergedTerm } from './merged-terms.ts'

/** Makes the functions that merge the positions of terms. */
export function positionMerger(segments: readonly Segment[], order: DocumentOrder) {
  /**
   * Calls `visit` with the document of each position of a term in a segment, by its new number, and the distance from
   * its beginning.
   */
  function eachPosition(
    index: number,
    number: number,
    visit: (document: number, distance: number) => void,
  ): void {
    const segment = segments[index]!
    const { words } = segment.memory
    const starts = segment.layout.documentStarts >> 2
    const numbers = order.renumbered[index]!
    const [address, count] = positionsOf(segment, number)
    let document = 0
    for (let at = address >> 2; at < (address >> 2) + count; at++) {
      const position = words[at]!
      document = documentAt(words, starts, document, segment.layout.documents, position)
      if (numbers[document] !== DROPPED) visit(numbers[document]!, position - words[starts + document]!)
    }
  }

  return {
    count({ numbers }: MergedTerm): number {
      let count = 0
      numbers.forEach((number, index) => {
        if (number < 0) return
        if (order.isComplete[index]) count += positionsOf(segments[index]!, number)[1]
        else eachPosition(index, number, () => count++)
      })
      return count
    },
    write(term: MergedTerm, merged: Segment, number: number): void {
      const { words } = merged.memory
      const [address, count] = positionsOf(merged, number)
      let at = address >> 2
      term.numbers.forEach((number, index) => {
        if (number < 0) return
        eachPosition(index, number, (document, distance) => {
          words[at++] = words[(merged.layout.documentStarts >> 2) + document]! + distance
        })
      })
      words.subarray(address >> 2, (address >> 2) + count).sort()
    },
  }
}

/** Returns the document of a position, from a document on whose position is not higher. */
function documentAt(
  words: Uint32Array,
  starts: number,
  from: number,
  documents: number,
  position: number,
): number {
  if (words[starts + from + 1]! > position) return from
  let step = 1
  let low = from + 1
  while (low + step < documents && words[starts + low + step]! <= position) {
    low += step
    step <<= 1
  }
  let high = Math.min(documents - 1, low + step)
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (words[starts + middle]! <= position) low = middle
    else high = middle - 1
  }
  return low
}
