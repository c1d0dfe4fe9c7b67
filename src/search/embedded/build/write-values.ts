import { indexes } from '../indexes.ts'
import { type Segment, type ValueLists, valuesOf } from '../segment.ts'
import type { SegmentSizes } from './allocate-segment.ts'
import type { CollectedValues } from './value-collector.ts'

/** Values of documents as they were collected, by list. */
type Lists = Readonly<Record<string, CollectedValues>>

/** Returns the sizes of lists of values. */
export const measureValues = (lists: Lists): SegmentSizes['values'] =>
  Object.fromEntries(
    Object.entries(lists).map(([name, { ids, values }]) => [
      name,
      { total: values.length, idCount: ids.length },
    ]),
  )

/** Writes all lists of values of a segment; `order` has the documents as the segment numbers them. */
export function writeValues(segment: Segment, lists: Lists, order: Uint32Array): void {
  for (const [name, placed] of Object.entries(segment.layout.values))
    writeValueLists(segment, placed, lists[name]!, order)
}

function writeValueLists(
  { memory, layout }: Segment,
  lists: ValueLists,
  collected: CollectedValues,
  order: Uint32Array,
): void {
  const { words, numbers } = memory
  const { starts, ids } = lists
  const values = valuesOf(memory, lists)
  const sorted = indexes(collected.ids.length).sort((a, b) => collected.ids[a]! - collected.ids[b]!)
  const placeOf = new Uint32Array(sorted.length)
  sorted.forEach((index, place) => {
    numbers[(ids >> 3) + place] = collected.ids[index]!
    placeOf[index] = place
  })
  let end = 0
  for (let document = 0; document < layout.documents; document++) {
    words[(starts >> 2) + document] = end
    const from = order[document]!
    for (let at = collected.starts[from]!; at < collected.starts[from + 1]!; at++)
      values[end++] = placeOf[collected.values[at]!]!
  }
  words[(starts >> 2) + layout.documents] = end
}
