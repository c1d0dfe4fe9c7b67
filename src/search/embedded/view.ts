import { type Scratch, scratchOf } from './query/scratch.ts'
import type { Segment } from './segment.ts'

/** A segment as a view sees it: `deleted` is the bitmap of documents that are no longer in the index, or null. */
export type ViewedSegment = {
  readonly segment: Segment
  readonly deleted: { bits: number; count: number } | null
}

/** A segment as a view sees it, and the memory to search it. */
export type SearchedSegment = ViewedSegment & { readonly scratch: Scratch }

/** Prepares segments for one query of a thread. A document that is not deleted is in one of them only. */
export function searched(segments: readonly ViewedSegment[], thread: number): SearchedSegment[] {
  return segments.map((viewed) => ({ ...viewed, scratch: scratchOf(viewed.segment, thread) }))
}
