import { type DocumentOrder, DROPPED } from './document-order.ts'

/**
 * Merges lists of documents, one of each segment, into one with their new numbers. The documents of each list are in an
 * order of which `isBefore` says the same of new numbers. Dropped documents are left out.
 */
export function mergeSorted(
  lists: readonly Uint32Array[],
  order: DocumentOrder,
  isBefore: (document: number, other: number) => boolean,
): Uint32Array {
  let runs = lists.map((list, index) => {
    const renumbered = order.renumbered[index]!
    return list.map((document) => renumbered[document]!).filter((document) => document !== DROPPED)
  })
  while (runs.length > 1)
    runs = Array.from({ length: Math.ceil(runs.length / 2) }, (_, pair) =>
      mergeTwo(runs[2 * pair]!, runs[2 * pair + 1], isBefore),
    )
  return runs[0] ?? new Uint32Array()
}

function mergeTwo(
  a: Uint32Array<ArrayBuffer>,
  b: Uint32Array<ArrayBuffer> | undefined,
  isBefore: (document: number, other: number) => boolean,
): Uint32Array<ArrayBuffer> {
  if (!b) return a
  const merged = new Uint32Array(a.length + b.length)
  let i = 0
  let j = 0
  for (let at = 0; at < merged.length; at++) {
    const isFirst = j === b.length || (i < a.length && !isBefore(b[j]!, a[i]!))
    merged[at] = isFirst ? a[i++]! : b[j++]!
  }
  return merged
}
