import type { SegmentSizes } from '../build/allocate-segment.ts'
import { type NumberColumn, otherValueAt, type Segment } from '../segment.ts'
import { type DocumentOrder, DROPPED } from './document-order.ts'
import { mergeSorted } from './merge-sorted.ts'

/** Returns the sizes of merged number columns. All segments have the same ones. */
export function measureColumns(segments: readonly Segment[], order: DocumentOrder): SegmentSizes['numbers'] {
  const columns = Object.entries(segments[0]!.layout.numbers)
  return Object.fromEntries(
    columns.map(([name, { usual }]) => {
      let otherCount = 0
      segments.forEach((segment, index) => {
        const others = othersOf(segment, name)
        if (order.isComplete[index]) otherCount += others.length
        else for (const document of others) if (order.renumbered[index]![document] !== DROPPED) otherCount++
      })
      return [name, { usual, otherCount }]
    }),
  )
}

/** Writes all number columns. */
export function mergeColumns(segments: readonly Segment[], order: DocumentOrder, merged: Segment): void {
  for (const [name, column] of Object.entries(merged.layout.numbers))
    mergeColumn(segments, order, merged, { name, ...column })
}

function mergeColumn(
  segments: readonly Segment[],
  order: DocumentOrder,
  { memory, layout }: Segment,
  { name, column, usual, others, otherValues }: NumberColumn & { readonly name: string },
): void {
  const values =
    column === 0
      ? new Float64Array(layout.documents)
      : memory.numbers.subarray(column >> 3, (column >> 3) + layout.documents)
  values.fill(usual ?? Number.NaN)
  segments.forEach((segment, index) => {
    const own = segment.layout.numbers[name]!
    othersOf(segment, name).forEach((document, at) => {
      const renumbered = order.renumbered[index]![document]!
      if (renumbered !== DROPPED) values[renumbered] = otherValueAt(segment.memory, own, at)
    })
  })
  const merged = mergeSorted(
    segments.map((segment) => othersOf(segment, name)),
    order,
    (a, b) => values[a]! < values[b]! || (values[a] === values[b] && a > b),
  )
  memory.words.set(merged, others >> 2)
  if (column === 0)
    merged.forEach((document, index) => {
      memory.numbers[(otherValues >> 3) + index] = values[document]!
    })
}

function othersOf({ memory, layout }: Segment, name: string): Uint32Array {
  const { others, otherCount } = layout.numbers[name]!
  return memory.words.subarray(others >> 2, (others >> 2) + otherCount)
}
