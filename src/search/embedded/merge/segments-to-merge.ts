import { MAX_MEMORY_BYTES } from '../memory.ts'
import { scratchBytes } from '../scratch.ts'
import type { ViewedSegment } from '../view.ts'

/** So many segments of about one size are merged, each of which is at most so many times as large as the smallest. */
const MERGED_AT_ONCE = 8
/** If fewer of them fit into one segment, merging them gains too little. */
const MIN_MERGED = 4
/** A merged segment may take this share more than its parts, because some lists become bitmaps. */
const GROWTH = 1.05

/** While nothing changes, segments with at most so many documents are merged although they are fewer: a second's work. */
const MAX_AT_REST = 20_000
/** Then a segment has at most so many times the documents of all smaller ones, or it would be written again too often. */
const GREATEST_SHARE = 2

/** Returns the smallest segments of about one size, if enough of them fit into one that so many threads search. */
export function segmentsToMerge(
  segments: readonly ViewedSegment[],
  threads: number,
  maxBytes = MAX_MEMORY_BYTES,
): ViewedSegment[] {
  const bySize = Map.groupBy(segments, (viewed) =>
    Math.floor(Math.log(Math.max(1, documentsOf(viewed))) / Math.log(MERGED_AT_ONCE)),
  )
  const groups = [...bySize].sort(([a], [b]) => a - b).map(([, some]) => some)
  return (
    groups
      .filter((some) => some.length >= MERGED_AT_ONCE)
      .map((some) => thatFit(some, threads, maxBytes / GROWTH))
      .find((some) => some.length >= MIN_MERGED) ?? []
  )
}

/**
 * Returns the segments to merge while nothing changes: the smallest ones, up to the last that is not much larger than those before
 * it together. So a library at rest has few of them, and however slowly it changes, a document is written again a few times only.
 */
export function segmentsToMergeAtRest(segments: readonly ViewedSegment[]): ViewedSegment[] {
  const small = segments
    .filter((viewed) => documentsOf(viewed) <= MAX_AT_REST)
    .toSorted((a, b) => documentsOf(a) - documentsOf(b))
  let end = 0
  let documents = 0
  small.forEach((viewed, index) => {
    if (documentsOf(viewed) <= documents * GREATEST_SHARE) end = index + 1
    documents += documentsOf(viewed)
  })
  return small.slice(0, end)
}

const documentsOf = ({ segment, deleted }: ViewedSegment): number =>
  segment.layout.documents - (deleted?.count ?? 0)

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
