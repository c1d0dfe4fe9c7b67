import type { Segment } from '../segment.ts'
import type { DocumentOrder } from './document-order.ts'

/** Numbers of 2 bytes for each colour. */
const NUMBERS = 4

/** Returns the number of main colours of all documents. */
export function countColours(segments: readonly Segment[], order: DocumentOrder): number {
  let count = 0
  for (let document = 0; document < order.documents.length; document++) {
    const { memory, layout } = segments[order.sources[document]!]!
    const start = (layout.colours.starts >> 2) + order.documents[document]!
    count += memory.words[start + 1]! - memory.words[start]!
  }
  return count
}

/** Writes the main colours of all documents. */
export function mergeColours(segments: readonly Segment[], order: DocumentOrder, merged: Segment): void {
  const { words, shorts } = merged.memory
  const { colours, documents } = merged.layout
  let end = 0
  for (let document = 0; document < documents; document++) {
    const { memory, layout } = segments[order.sources[document]!]!
    const start = (layout.colours.starts >> 2) + order.documents[document]!
    words[(colours.starts >> 2) + document] = end
    const from = (layout.colours.values >> 1) + memory.words[start]! * NUMBERS
    const length = (memory.words[start + 1]! - memory.words[start]!) * NUMBERS
    for (let at = 0; at < length; at++)
      shorts[(colours.values >> 1) + end * NUMBERS + at] = memory.shorts[from + at]!
    end += length / NUMBERS
  }
  words[(colours.starts >> 2) + documents] = end
}
