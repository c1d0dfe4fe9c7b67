import type { Segment } from '../segment.ts'
import type { DocumentSet, Place } from './document-set.ts'
import type { Scoring } from './scoring.ts'

/** Documents of a segment in order, and the keys by which they are merged with those of other segments. */
export type Selection = {
  readonly documents: Uint32Array
  /** Higher ones come first; equal ones are in the order of `segment.ts`. */
  readonly keys: Float64Array
}

/** Which of the ordered documents are wanted. */
export type Page = { readonly skip: number; readonly count: number }

/** How many of the best documents are wanted: only those with scores higher than `above`. */
export type Best = { readonly limit: number; readonly above: number }

/** Documents of a segment of which a page is selected, and how they are scored; null if they are not. */
export type PartOfHits = {
  readonly place: Place
  readonly hits: DocumentSet
  readonly scoring: Scoring | null
}

/** The first documents of segments; the page begins `skip` documents later when they are merged. */
export type SelectedPages = {
  readonly selected: readonly (Selection & { readonly segment: Segment })[]
  readonly skip: number
}
