import { firstIndex } from './first-index.ts'
import { createdOf, type Segment } from './segment.ts'

/** The dates of so many documents after each other are looked for among themselves only. */
const STEP = 1024

/**
 * When every `STEP`-th document of a segment was made. A search in all dates would read some that are far from each other,
 * each of which takes as long as all of these together.
 */
const samples = new WeakMap<Segment, Float64Array>()

function samplesOf(segment: Segment): Float64Array {
  const known = samples.get(segment)
  if (known) return known
  const { documents } = segment.layout
  const made = Float64Array.from({ length: Math.ceil(documents / STEP) }, (_, at) =>
    createdOf(segment, at * STEP),
  )
  samples.set(segment, made)
  return made
}

/** Returns the number of documents that were made at this time or later. They are the first ones. */
export const countSince = (segment: Segment, ms: number): number => countUntil(segment, (made) => made < ms)

/** Returns the number of documents that were made after this time. */
export const countAfter = (segment: Segment, ms: number): number => countUntil(segment, (made) => made <= ms)

/** Returns at least the number that `countSince` returns, and less than `STEP` more, without reading the dates of documents. */
export const mostSince = (segment: Segment, ms: number): number => mostUntil(segment, (made) => made < ms)

/** Returns the number of documents before the first one with such a date, which all have that follow. */
function countUntil(segment: Segment, isSuch: (made: number) => boolean): number {
  const most = mostUntil(segment, isSuch)
  const first = Math.max(0, most - STEP)
  return first + firstIndex(most - first, (index) => isSuch(createdOf(segment, first + index)))
}

function mostUntil(segment: Segment, isSuch: (made: number) => boolean): number {
  const made = samplesOf(segment)
  return Math.min(segment.layout.documents, firstIndex(made.length, (index) => isSuch(made[index]!)) * STEP)
}
