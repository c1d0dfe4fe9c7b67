import type { Condition } from './query/document-set.ts'
import { type Scratch, scratchOf } from './query/scratch.ts'
import type { Segment } from './segment.ts'

/** A segment as a view sees it: `deleted` is the bitmap of documents that are no longer in the index, or null. */
export type ViewedSegment = {
  readonly segment: Segment
  readonly deleted: { bits: number; count: number } | null
}

/** A segment, the memory to search it, and what every document that is found must meet. */
export type SearchedSegment = {
  readonly segment: Segment
  readonly scratch: Scratch
  readonly present: readonly Condition[]
}

/** Prepares segments for one query of a thread. A document that is not deleted is in one of them only. */
export function searched(segments: readonly ViewedSegment[], thread: number): SearchedSegment[] {
  return segments.map(({ segment, deleted }) => ({
    segment,
    scratch: scratchOf(segment, thread),
    present: deleted ? [{ set: { kind: 'bits', ...deleted }, isExcluded: true }] : [],
  }))
}
