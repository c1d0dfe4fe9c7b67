import type { SegmentDocument } from '../build/segment-document.ts'
import type { DocumentFacts } from '../build/write-documents.ts'
import type { Segment } from '../segment.ts'

/** Returns what a segment knows of a document besides its terms. */
export function factsOf({ memory: { numbers, words }, layout }: Segment, document: number): DocumentFacts {
  const start = (layout.documentStarts >> 2) + document
  return {
    id: numbers[(layout.ids >> 3) + document]!,
    created: numbers[(layout.created >> 3) + document]!,
    positions: words[start + 1]! - words[start]!,
  }
}

/** Returns a number of a document; NaN if it has none. */
export const numberOf = ({ memory, layout }: Segment, document: number, name: string): number =>
  memory.numbers[(layout.numbers[name]!.column >> 3) + document]!

/** Returns a list of values of a document. */
export function valuesOf(
  { memory: { words, numbers }, layout }: Segment,
  document: number,
  name: string,
): number[] {
  const lists = layout.values[name]
  if (!lists) return []
  const start = (lists.starts >> 2) + document
  const indexes = words.subarray((lists.values >> 2) + words[start]!, (lists.values >> 2) + words[start + 1]!)
  return Array.from(indexes, (index) => numbers[(lists.ids >> 3) + index]!)
}

/** Returns the number of main colours of a document. */
export function countColours({ memory: { words }, layout }: Segment, document: number): number {
  const start = (layout.colours.starts >> 2) + document
  return words[start + 1]! - words[start]!
}

/** Returns the main colours of a document. */
export function coloursOf(segment: Segment, document: number): SegmentDocument['colours'] {
  const { memory, layout } = segment
  const first = memory.words[(layout.colours.starts >> 2) + document]!
  return Array.from({ length: countColours(segment, document) }, (_, index) => {
    const at = (layout.colours.values >> 1) + (first + index) * 4
    const [l, a, b, share] = memory.shorts.subarray(at, at + 4)
    return { lab: { l: l! / 10, a: a! / 10, b: b! / 10 }, share: share! / 1000 }
  })
}
