import { documentStarts } from '../document-starts.ts'
import type { Segment } from '../segment.ts'
import type { DocumentOrder } from './document-order.ts'
import { mergeSorted } from './merge-sorted.ts'

/** Returns the position at which each document begins. */
export const mergeStarts = (segments: readonly Segment[], { documents, sources }: DocumentOrder) =>
  documentStarts(documents.length, (document) => {
    const { memory, layout } = segments[sources[document]!]!
    const start = (layout.documentStarts >> 2) + documents[document]!
    return memory.words[start + 1]! - memory.words[start]!
  })

/** Writes ids, dates, and where the positions of each document begin. */
export function mergeDocuments(
  segments: readonly Segment[],
  order: DocumentOrder,
  { merged, starts }: { readonly merged: Segment; readonly starts: Uint32Array },
): void {
  const { numbers, words } = merged.memory
  const { layout } = merged
  words.set(starts, layout.documentStarts >> 2)
  for (let document = 0; document < layout.documents; document++) {
    const { memory, layout: source } = segments[order.sources[document]!]!
    const old = order.documents[document]!
    numbers[(layout.ids >> 3) + document] = memory.numbers[(source.ids >> 3) + old]!
    numbers[(layout.created >> 3) + document] = memory.numbers[(source.created >> 3) + old]!
  }
  const byId = segments.map(({ memory, layout: { byId, documents } }) =>
    memory.words.subarray(byId >> 2, (byId >> 2) + documents),
  )
  const ids = numbers.subarray(layout.ids >> 3, (layout.ids >> 3) + layout.documents)
  words.set(
    mergeSorted(byId, order, (a, b) => ids[a]! < ids[b]!),
    layout.byId >> 2,
  )
}
