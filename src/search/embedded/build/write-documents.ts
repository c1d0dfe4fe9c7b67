import { indexes } from '../indexes.ts'
import type { Segment } from '../segment.ts'

/** What is known of a document besides its terms. */
export type DocumentFacts = {
  readonly id: number
  /** -Infinity without a date. */
  readonly created: number
}

/** Writes ids, dates, and where the positions of each document begin. */
export function writeDocuments(
  { memory, layout }: Segment,
  starts: Uint32Array,
  factsOf: (document: number) => DocumentFacts,
): void {
  const { documents } = layout
  const { numbers, words } = memory
  words.set(starts, layout.documentStarts >> 2)
  for (let document = 0; document < documents; document++) {
    const { id, created } = factsOf(document)
    numbers[(layout.ids >> 3) + document] = id
    numbers[(layout.created >> 3) + document] = created
  }
  const ids = numbers.subarray(layout.ids >> 3, (layout.ids >> 3) + documents)
  const byId = indexes(documents)
  words.set(
    byId.sort((a, b) => ids[a]! - ids[b]!),
    layout.byId >> 2,
  )
}
