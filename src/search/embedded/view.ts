import { type Scratch, scratchOf } from './query/scratch.ts'
import type { Segment } from './segment.ts'

/** A segment as a view sees it: `deleted` is the bitmap of documents that are no longer in the index, or null. */
export type ViewedSegment = {
  readonly segment: Segment
  readonly deleted: { bits: number; count: number } | null
}

/** A segment as a view sees it, and the memory to search it. */
export type SearchedSegment = ViewedSegment & { readonly scratch: Scratch }

/** The segments of a view as each thread searches them. */
const prepared = new WeakMap<readonly ViewedSegment[], SearchedSegment[][]>()

/** Prepares segments for one query of a thread. A document that is not deleted is in one of them only. */
export function searched(segments: readonly ViewedSegment[], thread: number): readonly SearchedSegment[] {
  const ofThreads = prepared.get(segments) ?? []
  if (ofThreads.length === 0) prepared.set(segments, ofThreads)
  ofThreads[thread] ??= segments.map(({ segment, deleted }) => ({
    segment,
    deleted,
    scratch: scratchOf(segment, thread),
  }))
  for (const { scratch } of ofThreads[thread]) scratch.reset()
  return ofThreads[thread]
}
