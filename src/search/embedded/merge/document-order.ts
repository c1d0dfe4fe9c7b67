import { hasBit } from '../bits.ts'
import { isBefore } from '../segment.ts'
import type { ViewedSegment } from '../view.ts'

/** Stands for a document that is not in the merged segment. */
export const DROPPED = 0xffffffff

/** How the documents of segments are numbered in one segment. */
export type DocumentOrder = {
  /** For each segment, the new number of each document, or DROPPED. Ascending within a segment. */
  readonly renumbered: readonly Uint32Array[]
  /** Whether all documents of each segment are kept. */
  readonly isComplete: readonly boolean[]
  /** For each new number, the segment and the document there. */
  readonly sources: Uint8Array
  readonly documents: Uint32Array
  /** The number of documents that have a date. */
  readonly dated: number
}

/** Returns the order of all documents that are not deleted: see `SegmentLayout`. */
export function documentOrder(segments: readonly ViewedSegment[]): DocumentOrder {
  const renumbered = segments.map(({ segment }) => new Uint32Array(segment.layout.documents).fill(DROPPED))
  const counts = segments.map(({ segment, deleted }) => segment.layout.documents - (deleted?.count ?? 0))
  const total = counts.reduce((sum, count) => sum + count, 0)
  const sources = new Uint8Array(total)
  const documents = new Uint32Array(total)
  const heads = segments.map((it) => nextPresent(it, 0))
  for (let number = 0; number < total; number++) {
    let first = -1
    for (let index = 0; index < segments.length; index++) {
      const document = heads[index]!
      if (document === segments[index]!.segment.layout.documents) continue
      if (first < 0 || isBefore(segments[index]!.segment, document, segments[first]!.segment, heads[first]!))
        first = index
    }
    renumbered[first]![heads[first]!] = number
    sources[number] = first
    documents[number] = heads[first]!
    heads[first] = nextPresent(segments[first]!, heads[first]! + 1)
  }
  const dated = segments.reduce((sum, viewed) => sum + datedOf(viewed), 0)
  return {
    dated,
    renumbered,
    isComplete: segments.map(({ deleted }) => deleted === null),
    sources,
    documents,
  }
}

function nextPresent({ segment: { memory, layout }, deleted }: ViewedSegment, from: number): number {
  let document = from
  if (deleted === null) return document
  while (document < layout.documents && hasBit(memory.bytes, deleted.bits, document)) document++
  return document
}

/** Documents without a date come last. */
function datedOf({ segment: { memory, layout }, deleted }: ViewedSegment): number {
  if (deleted === null) return layout.dated
  let count = 0
  for (let document = 0; document < layout.dated; document++)
    if (!hasBit(memory.bytes, deleted.bits, document)) count++
  return count
}
