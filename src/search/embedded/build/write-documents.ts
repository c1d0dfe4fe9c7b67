import type { Segment } from '../segment.ts'

/** What is known of a document besides its terms. */
export type DocumentFacts = {
  readonly id: number
  /** -Infinity without a date. */
  readonly created: number
  /** How many positions its texts take. */
  readonly positions: number
}

/** No position is less than the length of a phrase, so that differences of positions are never negative. */
export const FIRST_POSITION = 65_536

/** Writes ids, dates, and where the positions of each document begin. */
export function writeDocuments(
  { memory, layout }: Segment,
  factsOf: (document: number) => DocumentFacts,
): void {
  const { documents } = layout
  const { numbers, words } = memory
  let start = FIRST_POSITION
  for (let document = 0; document < documents; document++) {
    const { id, created, positions } = factsOf(document)
    numbers[(layout.ids >> 3) + document] = id
    numbers[(layout.created >> 3) + document] = created
    words[(layout.documentStarts >> 2) + document] = start
    start += positions
  }
  words[(layout.documentStarts >> 2) + documents] = start
  const ids = numbers.subarray(layout.ids >> 3, (layout.ids >> 3) + documents)
  const byId = Uint32Array.from({ length: documents }, (_, document) => document)
  words.set(
    byId.sort((a, b) => ids[a]! - ids[b]!),
    layout.byId >> 2,
  )
}
