import type { Segment } from '../segment.ts'

/** Documents of several segments: those from `from` to before `to`. */
export type Documents = {
  readonly segments: readonly Segment[]
  /** The index of the segment of each document; null if there is only one segment. */
  readonly places: ArrayLike<number> | null
  /** The number of each document in its segment. */
  readonly documents: ArrayLike<number>
  readonly from: number
  readonly to: number
}

const NONE = new Float64Array(0)

/**
 * Returns the ids of documents. Ids are far from each other in memory. The loop does nothing else, so that a processor reads
 * several at the same time.
 */
export function idsOf({ segments, places, documents, from, to }: Documents): number[] {
  const ids: number[] = []
  let place = -1
  let numbers: Float64Array = NONE
  let first = 0
  for (let at = from; at < to; at++) {
    const next = places === null ? 0 : places[at]!
    if (next !== place) {
      place = next
      const { memory, layout } = segments[place]!
      numbers = memory.numbers
      first = layout.ids >> 3
    }
    ids.push(numbers[first + documents[at]!]!)
  }
  return ids
}
