import { hasBit, setBit } from './bits.ts'
import { buildSegment } from './build/build-segment.ts'
import { KnownTerms } from './build/known-terms.ts'
import type { Schema, SegmentDocument } from './build/segment-document.ts'
import { segmentsToMerge, segmentsToMergeAtRest } from './merge/segments-to-merge.ts'
import { documentOf } from './query/filters.ts'
import { bytesOfBitmap, DELETED_BITMAPS, idOf, type Segment } from './segment.ts'
import type { ViewedSegment } from './view.ts'

/** Makes one segment of several. */
export type Merge = (segments: readonly ViewedSegment[]) => Promise<Segment>

/** The bitmaps that are current in turn; queries may still read the two before the current one. */
const CURRENT_BITMAPS = DELETED_BITMAPS - 1

/** The segments of an index that changes. Documents are replaced by deleting them in older segments. */
export class LiveIndex {
  readonly #schema: Schema
  readonly #threads: number
  #known = new KnownTerms()
  #segments: readonly ViewedSegment[] = []
  #merging: readonly Segment[] = []

  constructor(schema: Schema, threads: number) {
    this.#schema = schema
    this.#threads = threads
  }

  get segments(): readonly ViewedSegment[] {
    return this.#segments
  }

  /** Begins with segments that were saved. */
  restore(segments: readonly ViewedSegment[]): void {
    this.#segments = segments
  }

  /** Replaces documents by id, and removes others. */
  apply(documents: readonly SegmentDocument[], removed: readonly number[]): void {
    const latest = new Map(documents.map((document) => [document.id, document]))
    const kept = withoutAll(this.#segments, new Set([...latest.keys(), ...removed]))
    const added = latest.size === 0 ? [] : [this.#build(latest.values())]
    this.#segments = [...kept, ...added.map((segment) => ({ segment, deleted: null }))]
  }

  #build(documents: Iterable<SegmentDocument>): Segment {
    if (this.#known.isFull) this.#known = new KnownTerms()
    return buildSegment(documents, { schema: this.#schema, threads: this.#threads, known: this.#known })
  }

  /**
   * Merges segments if enough of them have one size, or if the index is at rest and has more small ones than it needs. Documents
   * may change meanwhile. Returns whether it did.
   */
  async merge(merge: Merge, isAtRest = false): Promise<boolean> {
    const free = this.#segments.filter(({ segment }) => !this.#merging.includes(segment))
    const ofOneSize = segmentsToMerge(free, this.#threads)
    const some = (ofOneSize.length === 0 && isAtRest ? segmentsToMergeAtRest(free) : ofOneSize).map(asMerged)
    if (some.length === 0) return false
    const sources = some.map(({ segment }) => segment)
    this.#merging = [...this.#merging, ...sources]
    try {
      const merged = await merge(some)
      const now = new Map(this.#segments.map((viewed) => [viewed.segment, viewed]))
      const deletedMeanwhile = new Set(
        some.flatMap((viewed) => deletedSince(viewed, now.get(viewed.segment))),
      )
      this.#segments = [
        ...this.#segments.filter(({ segment }) => !sources.includes(segment)),
        ...withoutAll([{ segment: merged, deleted: null }], deletedMeanwhile),
      ]
      return true
    } finally {
      this.#merging = this.#merging.filter((segment) => !sources.includes(segment))
    }
  }
}

/** Copies which documents are deleted, so that they stay the same while a merge reads them. */
function asMerged({ segment, deleted }: ViewedSegment): ViewedSegment {
  if (deleted === null) return { segment, deleted }
  const bits = segment.layout.deleted + bytesOfBitmap(segment) * CURRENT_BITMAPS
  segment.memory.bytes.copyWithin(bits, deleted.bits, deleted.bits + bytesOfBitmap(segment))
  return { segment, deleted: { ...deleted, bits } }
}

/** Returns the ids of documents that have been deleted since; all others if the segment is gone because of that. */
function deletedSince({ segment, deleted: before }: ViewedSegment, now: ViewedSegment | undefined): number[] {
  if (now?.deleted === null) return []
  const { bytes } = segment.memory
  const ids: number[] = []
  for (let document = 0; document < segment.layout.documents; document++) {
    const isDeleted = now?.deleted ? hasBit(bytes, now.deleted.bits, document) : true
    const wasDeleted = before !== null && hasBit(bytes, before.bits, document)
    if (isDeleted && !wasDeleted) ids.push(idOf(segment, document))
  }
  return ids
}

/** Marks documents as deleted, and drops segments that have no others. */
function withoutAll(segments: readonly ViewedSegment[], ids: ReadonlySet<number>): ViewedSegment[] {
  return segments
    .map((viewed) => without(viewed, ids))
    .filter(({ segment, deleted }) => deleted === null || deleted.count < segment.layout.documents)
}

/** Marks documents as deleted, in another bitmap, because queries may still read the current one. */
function without({ segment, deleted }: ViewedSegment, ids: ReadonlySet<number>): ViewedSegment {
  const { memory } = segment
  const found = [...ids].map((id) => documentOf(segment, id)).filter((document) => document >= 0)
  if (found.length === 0) return { segment, deleted }
  const bits = nextBitmap(segment, deleted?.bits ?? null)
  const bytes = bytesOfBitmap(segment)
  if (deleted) memory.bytes.copyWithin(bits, deleted.bits, deleted.bits + bytes)
  else memory.bytes.fill(0, bits, bits + bytes)
  for (const document of found) setBit(memory.bytes, bits, document)
  return { segment, deleted: { bits, count: memory.kernels.countBits(bits, bytes) } }
}

/** Returns the address of the bitmap after the one in use. */
function nextBitmap(segment: Segment, current: number | null): number {
  const { deleted } = segment.layout
  const bytes = bytesOfBitmap(segment)
  if (current === null) return deleted
  return current + bytes < deleted + bytes * CURRENT_BITMAPS ? current + bytes : deleted
}
