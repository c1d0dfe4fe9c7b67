import type { SegmentSizes } from '../build/allocate-segment.ts'
import { type Segment, valuesOf } from '../segment.ts'
import type { DocumentOrder } from './document-order.ts'

/** Returns the sizes of merged lists of values. */
export function measureLists(segments: readonly Segment[], order: DocumentOrder): SegmentSizes['values'] {
  const names = new Set(segments.flatMap(({ layout }) => Object.keys(layout.values)))
  return Object.fromEntries(
    Array.from(names, (name) => {
      const lists = listsOf(segments, name)
      let total = 0
      for (let document = 0; document < order.documents.length; document++)
        total += lists[order.sources[document]!]!.lengthOf(order.documents[document]!)
      return [name, { total, idCount: usedIds(lists, order).length }]
    }),
  )
}

/** Writes all lists of values. */
export function mergeLists(segments: readonly Segment[], order: DocumentOrder, merged: Segment): void {
  const { words, numbers } = merged.memory
  for (const [name, placed] of Object.entries(merged.layout.values)) {
    const { starts, ids } = placed
    const values = valuesOf(merged.memory, placed)
    const lists = listsOf(segments, name)
    const used = usedIds(lists, order)
    numbers.set(used, ids >> 3)
    const places = new Map(Array.from(used, (id, place) => [id, place]))
    const renumbered = lists.map((list) => Uint32Array.from(list.ids, (id) => places.get(id) ?? 0))
    let end = 0
    for (let document = 0; document < order.documents.length; document++) {
      const source = order.sources[document]!
      const list = lists[source]!
      words[(starts >> 2) + document] = end
      const from = list.startOf(order.documents[document]!)
      const length = list.lengthOf(order.documents[document]!)
      for (let at = from; at < from + length; at++) values[end++] = renumbered[source]![list.values[at]!]!
    }
    words[(starts >> 2) + order.documents.length] = end
  }
}

type Lists = {
  readonly ids: Float64Array
  readonly values: Uint16Array | Uint32Array
  /** The index of the first value of a document. */
  readonly startOf: (document: number) => number
  readonly lengthOf: (document: number) => number
}

/** The lists of each segment, of which some may have none of this name. */
function listsOf(segments: readonly Segment[], name: string): Lists[] {
  return segments.map(({ memory, layout }) => {
    const { words, numbers } = memory
    const lists = layout.values[name]
    if (!lists) return { ids: new Float64Array(), values: words, startOf: () => 0, lengthOf: () => 0 }
    const starts = lists.starts >> 2
    return {
      ids: numbers.subarray(lists.ids >> 3, (lists.ids >> 3) + lists.idCount),
      values: valuesOf(memory, lists),
      startOf: (document) => words[starts + document]!,
      lengthOf: (document) => words[starts + document + 1]! - words[starts + document]!,
    }
  })
}

/** Returns the values that documents still have, ascending. */
function usedIds(lists: readonly Lists[], order: DocumentOrder): Float64Array {
  if (order.isComplete.every(Boolean))
    return Float64Array.from(new Set(lists.flatMap(({ ids }) => [...ids]))).sort()
  const used = lists.map(({ ids }) => new Uint8Array(ids.length))
  for (let document = 0; document < order.documents.length; document++) {
    const source = order.sources[document]!
    const { values, startOf, lengthOf } = lists[source]!
    const from = startOf(order.documents[document]!)
    const end = from + lengthOf(order.documents[document]!)
    for (let at = from; at < end; at++) used[source]![values[at]!] = 1
  }
  const kept = lists.flatMap(({ ids }, index) => [...ids.filter((_, at) => used[index]![at] === 1)])
  return Float64Array.from(new Set(kept)).sort()
}
