import type { Segment } from '../segment.ts'
import type { SegmentDocument } from './segment-document.ts'

/** Writes the main colours of all documents. */
export function writeColours(
  { memory: { words, shorts }, layout: { documents, colours } }: Segment,
  coloursOf: (document: number) => SegmentDocument['colours'],
): void {
  let end = 0
  for (let document = 0; document < documents; document++) {
    words[(colours.starts >> 2) + document] = end
    for (const { lab, share } of coloursOf(document)) {
      const numbers = [lab.l * 10, lab.a * 10, lab.b * 10, share * 1000].map(Math.round)
      shorts.set(numbers, (colours.values >> 1) + end++ * 4)
    }
  }
  words[(colours.starts >> 2) + documents] = end
}
