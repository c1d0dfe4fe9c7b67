import type { Segment } from '../segment.ts'
import type { DocumentSet, Place } from './document-set.ts'
import type { Scoring } from './scoring.ts'

/** Documents of a segment in order. */
export type Selection = {
  readonly segment: Segment
  /** They are `length` entries of `documents`, from `first` on. */
  readonly documents: Uint32Array
  readonly first: number
  readonly length: number
  /** The keys by which they are merged with those of other segments, the highest first; null if it is only by date. */
  readonly keys: Float64Array | null
}

/** Which of the ordered documents are wanted. */
export type Page = { readonly skip: number; readonly count: number }

/** Documents of a segment of which a page is selected, and how they are scored; null if they are not. */
export type PartOfHits = {
  readonly place: Place
  readonly hits: DocumentSet
  readonly scoring: Scoring | null
}
