import { arrangeNumbers, eachOther, type Numbers } from '../number-column.ts'
import type { Segment } from '../segment.ts'
import { type DocumentOrder, DROPPED } from './document-order.ts'
import { mergeSorted } from './merge-sorted.ts'

/** Merges all columns of numbers. All segments have the same ones. */
export const mergeNumbers = (segments: readonly Segment[], order: DocumentOrder): Record<string, Numbers> =>
  Object.fromEntries(
    Object.entries(segments[0]!.layout.numbers).map(([name, { usual }]) => [
      name,
      mergeColumn(segments, order, name, usual),
    ]),
  )

function mergeColumn(
  segments: readonly Segment[],
  order: DocumentOrder,
  name: string,
  usual: number | null,
): Numbers {
  const byDocument = new Float64Array(order.documents.length).fill(usual ?? Number.NaN)
  segments.forEach(({ memory, layout }, index) => {
    const renumbered = order.renumbered[index]!
    eachOther(memory, layout.numbers[name]!, (document, value) => {
      if (renumbered[document] !== DROPPED) byDocument[renumbered[document]!] = value
    })
  })
  const others = mergeSorted(
    segments.map(({ memory: { words }, layout }) => {
      const { others, otherCount } = layout.numbers[name]!
      return words.subarray(others >> 2, (others >> 2) + otherCount)
    }),
    order,
    (a, b) => byDocument[a]! < byDocument[b]! || (byDocument[a] === byDocument[b] && a > b),
  )
  return arrangeNumbers(name, usual, { byDocument, others })
}
