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
    const renumbered = lists.map(({ ids }) => placesIn(used, ids))
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

/** Returns the place of each value in a list that has most of them; 0 for others. Both are ascending. */
function placesIn(list: Float64Array, values: Float64Array): Uint32Array {
  const places = new Uint32Array(values.length)
  let place = 0
  for (let at = 0; at < values.length; at++) {
    while (place < list.length && list[place]! < values[at]!) place++
    if (list[place] === values[at]) places[at] = place
  }
  return places
}

/** Returns the values that documents still have, ascending. */
function usedIds(lists: readonly Lists[], order: DocumentOrder): Float64Array {
  if (order.isComplete.every(Boolean)) return distinct(lists.map(({ ids }) => ids))
  const used = lists.map(({ ids }) => new Uint8Array(ids.length))
  for (let document = 0; document < order.documents.length; document++) {
    const source = order.sources[document]!
    const { values, startOf, lengthOf } = lists[source]!
    const from = startOf(order.documents[document]!)
    const end = from + lengthOf(order.documents[document]!)
    for (let at = from; at < end; at++) used[source]![values[at]!] = 1
  }
  return distinct(lists.map(({ ids }, index) => ids.filter((_, at) => used[index]![at] === 1)))
}

/** Returns the distinct values of all lists, ascending. */
function distinct(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const list of lists) {
    all.set(list, end)
    end += list.length
  }
  return all.sort().filter((id, at) => at === 0 || id !== all[at - 1])
}
