import { FIRST_POSITION } from '../build/write-documents.ts'
import type { Segment } from '../segment.ts'
import type { DocumentOrder } from './document-order.ts'
import { mergeSorted } from './merge-sorted.ts'

/** Writes ids, dates, and where the positions of each document begin. */
export function mergeDocuments(segments: readonly Segment[], order: DocumentOrder, merged: Segment): void {
  const { numbers, words } = merged.memory
  const { layout } = merged
  let start = FIRST_POSITION
  for (let document = 0; document < layout.documents; document++) {
    const { memory, layout: source } = segments[order.sources[document]!]!
    const old = order.documents[document]!
    numbers[(layout.ids >> 3) + document] = memory.numbers[(source.ids >> 3) + old]!
    numbers[(layout.created >> 3) + document] = memory.numbers[(source.created >> 3) + old]!
    words[(layout.documentStarts >> 2) + document] = start
    const oldStart = (source.documentStarts >> 2) + old
    start += memory.words[oldStart + 1]! - memory.words[oldStart]!
  }
  words[(layout.documentStarts >> 2) + layout.documents] = start
  const byId = segments.map(({ memory, layout: { byId, documents } }) =>
    memory.words.subarray(byId >> 2, (byId >> 2) + documents),
  )
  const ids = numbers.subarray(layout.ids >> 3, (layout.ids >> 3) + layout.documents)
  words.set(
    mergeSorted(byId, order, (a, b) => ids[a]! < ids[b]!),
    layout.byId >> 2,
  )
}
