import { Lookups, type NumberedSegments, numberOf } from './lookups.ts'
import { type Scratch, scratchOf } from './query/scratch.ts'
import type { Segment } from './segment.ts'
import { findPrefix, findStoredTerm, type PrefixTerms, type StoredTerm } from './stored-term.ts'

/** A segment as a view sees it: `deleted` is the bitmap of documents that are no longer in the index, or null. */
export type ViewedSegment = {
  readonly segment: Segment
  readonly deleted: { bits: number; count: number } | null
}

/** A segment as a view sees it, the memory to search it, and what the view knows of terms. */
export type SearchedSegment = ViewedSegment & {
  readonly scratch: Scratch
  readonly view: View
  /** Its place in the view. */
  readonly at: number
}

type View = NumberedSegments & {
  /** The number of documents that are not deleted. */
  readonly documents: number
  readonly known: KnownTerms
  readonly ofThreads: (readonly SearchedSegment[])[]
}

/** What segments have for terms, and for beginnings of terms. */
type KnownTerms = { readonly terms: Lookups<StoredTerm>; readonly prefixes: Lookups<PrefixTerms> }

const views = new WeakMap<readonly ViewedSegment[], View>()
/** By the first segment of a view, which later views have too, until it is merged. */
const known = new WeakMap<Segment, KnownTerms>()

/** Prepares segments for one query of a thread. A document that is not deleted is in one of them only. */
export function searched(all: readonly ViewedSegment[], thread: number): readonly SearchedSegment[] {
  const view = views.get(all) ?? viewOf(all)
  view.ofThreads[thread] ??= all.map(({ segment, deleted }, at) => {
    return { segment, deleted, scratch: scratchOf(segment, thread), view, at }
  })
  for (const { scratch } of view.ofThreads[thread]) scratch.reset()
  return view.ofThreads[thread]
}

function viewOf(all: readonly ViewedSegment[]): View {
  const segments = all.map(({ segment }) => segment)
  const view: View = {
    segments,
    numbers: segments.map(numberOf),
    documents: all.reduce(
      (sum, { segment, deleted }) => sum + segment.layout.documents - (deleted?.count ?? 0),
      0,
    ),
    known: knownTerms(segments),
    ofThreads: [],
  }
  views.set(all, view)
  return view
}

function knownTerms([first]: readonly Segment[]): KnownTerms {
  const before = first && known.get(first)
  const terms = before ?? { terms: new Lookups(findStoredTerm), prefixes: new Lookups(findPrefix) }
  if (first) known.set(first, terms)
  return terms
}

/** Returns what a segment has for a term; null if it does not have it. */
export const termIn = ({ view, at }: SearchedSegment, term: string): StoredTerm | null =>
  view.known.terms.in(view, term)[at]!

/** Returns the terms of texts in a segment that begin like this; null if there are none. */
export const prefixIn = ({ view, at }: SearchedSegment, prefix: string): PrefixTerms | null =>
  view.known.prefixes.in(view, prefix)[at]!
