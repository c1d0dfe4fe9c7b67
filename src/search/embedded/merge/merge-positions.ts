import { positionsOf, type Segment } from '../segment.ts'
import { type DocumentOrder, DROPPED } from './document-order.ts'

/** Longer lists are sorted by the system, which takes a while to begin. */
const MAX_INSERTED = 24

/** Makes the functions that merge the positions of a term, of which `numbers` is the number in each segment, or -1. */
export function positionMerger(segments: readonly Segment[], order: DocumentOrder) {
  function countIn(index: number, number: number): number {
    const segment = segments[index]!
    const [address, length] = positionsOf(segment, number)
    if (order.isComplete[index]) return length
    const { words } = segment.memory
    const starts = segment.layout.documentStarts >> 2
    let count = 0
    let document = 0
    for (let at = address >> 2; at < (address >> 2) + length; at++) {
      document = documentAt(words, starts, document, segment.layout.documents, words[at]!)
      if (order.renumbered[index]![document] !== DROPPED) count++
    }
    return count
  }

  /** Writes the positions of a term in a segment as those of the merged segment, from `to` on. Returns their end. */
  function copy(index: number, number: number, merged: Segment, to: number): number {
    const segment = segments[index]!
    const { words } = segment.memory
    const starts = segment.layout.documentStarts >> 2
    const renumbered = order.renumbered[index]!
    const target = merged.memory.words
    const targetStarts = merged.layout.documentStarts >> 2
    const [address, length] = positionsOf(segment, number)
    let end = to
    let document = 0
    for (let at = address >> 2; at < (address >> 2) + length; at++) {
      const position = words[at]!
      document = documentAt(words, starts, document, segment.layout.documents, position)
      const renamed = renumbered[document]!
      if (renamed !== DROPPED)
        target[end++] = target[targetStarts + renamed]! + position - words[starts + document]!
    }
    return end
  }

  return {
    count(numbers: Int32Array): number {
      let count = 0
      for (let index = 0; index < segments.length; index++)
        if (numbers[index]! >= 0) count += countIn(index, numbers[index]!)
      return count
    },
    write(numbers: Int32Array, merged: Segment, term: number): void {
      const { words } = merged.memory
      const [address] = positionsOf(merged, term)
      const start = address >> 2
      let end = start
      let isSorted = true
      for (let index = 0; index < segments.length; index++) {
        if (numbers[index]! < 0) continue
        const from = end
        end = copy(index, numbers[index]!, merged, from)
        if (from > start && end > from && words[from - 1]! > words[from]!) isSorted = false
      }
      if (isSorted) return
      if (end - start > MAX_INSERTED) words.subarray(start, end).sort()
      else sortByInsertion(words, start, end)
    },
  }
}

function sortByInsertion(words: Uint32Array, start: number, end: number): void {
  for (let next = start + 1; next < end; next++) {
    const position = words[next]!
    let at = next
    for (; at > start && words[at - 1]! > position; at--) words[at] = words[at - 1]!
    words[at] = position
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
