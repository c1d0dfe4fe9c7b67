import type { Segment, ValueLists } from '../segment.ts'
import type { SegmentSizes } from './allocate-segment.ts'

/** Returns a list of values of a document, without duplicates. */
export type ValuesOf = (name: string, document: number) => readonly number[]

/** Returns the sizes of lists of values. */
export function measureValues(
  documents: number,
  names: Iterable<string>,
  valuesOf: ValuesOf,
): SegmentSizes['values'] {
  return Object.fromEntries(
    Array.from(names, (name) => {
      const ids = new Set<number>()
      let total = 0
      for (let document = 0; document < documents; document++)
        for (const id of valuesOf(name, document)) {
          ids.add(id)
          total++
        }
      return [name, { total, idCount: ids.size }]
    }),
  )
}

/** Writes all lists of values of a segment. */
export function writeValues(segment: Segment, valuesOf: ValuesOf): void {
  for (const [name, lists] of Object.entries(segment.layout.values))
    writeValueLists(segment, lists, (document) => valuesOf(name, document))
}

function writeValueLists(
  { memory: { words, numbers }, layout }: Segment,
  { starts, values, ids }: ValueLists,
  valuesOf: (document: number) => readonly number[],
): void {
  const distinct = new Set<number>()
  for (let document = 0; document < layout.documents; document++)
    for (const id of valuesOf(document)) distinct.add(id)
  const sorted = Float64Array.from(distinct).sort()
  numbers.set(sorted, ids >> 3)
  const indexes = new Map(Array.from(sorted, (id, index) => [id, index]))
  let end = 0
  for (let document = 0; document < layout.documents; document++) {
    words[(starts >> 2) + document] = end
    for (const id of valuesOf(document)) words[(values >> 2) + end++] = indexes.get(id)!
  }
  words[(starts >> 2) + layout.documents] = end
}
