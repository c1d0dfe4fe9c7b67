import { MAX_MEMORY_BYTES } from '../memory.ts'
import { scratchBytes } from '../scratch.ts'
import type { ViewedSegment } from '../view.ts'

/** So many segments of about one size are merged, each of which is at most so many times as large as the smallest. */
const MERGED_AT_ONCE = 8
/** If fewer of them fit into one segment, merging them gains too little. */
const MIN_MERGED = 4
/** A merged segment may take this share more than its parts, because some lists become bitmaps. */
const GROWTH = 1.05

/** Returns the smallest segments of about one size, if enough of them fit into one that so many threads search. */
export function segmentsToMerge(
  segments: readonly ViewedSegment[],
  threads: number,
  maxBytes = MAX_MEMORY_BYTES,
): ViewedSegment[] {
  const bySize = Map.groupBy(segments, ({ segment, deleted }) =>
    Math.floor(
      Math.log(Math.max(1, segment.layout.documents - (deleted?.count ?? 0))) / Math.log(MERGED_AT_ONCE),
    ),
  )
  const groups = [...bySize].sort(([a], [b]) => a - b).map(([, some]) => some)
  return (
    groups
      .filter((some) => some.length >= MERGED_AT_ONCE)
      .map((some) => thatFit(some, threads, maxBytes / GROWTH))
      .find((some) => some.length >= MIN_MERGED) ?? []
  )
}

/** Returns the smallest of these segments that fit into one. */
function thatFit(segments: readonly ViewedSegment[], threads: number, maxBytes: number): ViewedSegment[] {
  let left = maxBytes
  return segments
    .toSorted((a, b) => a.segment.layout.end - b.segment.layout.end)
    .filter(({ segment }) => {
      left -= segment.layout.end + threads * scratchBytes(segment.layout)
      return left >= 0
    })
}
