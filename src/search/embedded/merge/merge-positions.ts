import { countOfPositions, type PackedPositions, PositionPacker, unpackPositions } from '../positions.ts'
import { positionsOf, type Segment } from '../segment.ts'
import { type DocumentOrder, DROPPED } from './document-order.ts'

/** Longer lists are sorted by the system, which takes a while to begin. */
const MAX_INSERTED = 24

/**
 * Packs the positions of merged terms. `numbers` has the number of each in each segment one after the other, or -1; `starts`, the
 * position at which each document of the merged segment begins.
 */
export function mergePositions(
  segments: readonly Segment[],
  order: DocumentOrder,
  { numbers, starts }: { readonly numbers: Int32Array; readonly starts: Uint32Array },
): PackedPositions {
  const terms = numbers.length / segments.length
  const stored = segments.map(({ memory: { words }, layout }, index) => ({
    words,
    starts: layout.documentStarts >> 2,
    documents: layout.documents,
    renumbered: order.renumbered[index]!,
  }))
  const packer = new PositionPacker(terms, Math.ceil(sum(segments.map(sizeOfPositions)) * GROWTH))
  let unpacked = new Uint32Array(1024)
  let merged = new Uint32Array(1024)

  /** Writes the positions of a term in a segment as those of the merged segment, from `to` on. Returns their end. */
  function append(index: number, number: number, to: number): number {
    const { words, starts: oldStarts, documents, renumbered } = stored[index]!
    const { at, size } = positionsOf(segments[index]!, number)
    const count = countOfPositions(words, at, size)
    unpacked = withRoom(unpacked, count)
    merged = withRoom(merged, to + count)
    unpackPositions(words, at, size, unpacked)
    let end = to
    let document = 0
    for (let index = 0; index < count; index++) {
      const position = unpacked[index]!
      document = documentAt(words, oldStarts, document, documents, position)
      const renamed = renumbered[document]!
      if (renamed !== DROPPED) merged[end++] = starts[renamed]! + position - words[oldStarts + document]!
    }
    return end
  }

  for (let term = 0; term < terms; term++) {
    let end = 0
    let isSorted = true
    for (let index = 0; index < segments.length; index++) {
      const number = numbers[term * segments.length + index]!
      if (number < 0) continue
      const from = end
      end = append(index, number, from)
      if (from > 0 && end > from && merged[from - 1]! > merged[from]!) isSorted = false
    }
    if (!isSorted) sortPositions(merged, end)
    packer.add(merged, 0, end)
  }
  return packer.finish()
}

/** Packed positions may take this share more than those of the parts, because the differences in long lists are smaller but more. */
const GROWTH = 1.02
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const sizeOfPositions = ({ memory: { words }, layout }: Segment): number =>
  words[(layout.positionStarts >> 2) + layout.dictionary.terms]!

/** Returns numbers, with the same ones at their beginning, that have room for so many. */
function withRoom(numbers: Uint32Array<ArrayBuffer>, count: number): Uint32Array<ArrayBuffer> {
  if (count <= numbers.length) return numbers
  const larger = new Uint32Array(count * 2)
  larger.set(numbers)
  return larger
}

function sortPositions(positions: Uint32Array, count: number): void {
  if (count > MAX_INSERTED) positions.subarray(0, count).sort()
  else sortByInsertion(positions, count)
}

function sortByInsertion(words: Uint32Array, end: number): void {
  for (let next = 1; next < end; next++) {
    const position = words[next]!
    let at = next
    for (; at > 0 && words[at - 1]! > position; at--) words[at] = words[at - 1]!
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
