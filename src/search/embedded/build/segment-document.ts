import type { Lab } from '../../../lib/colour.ts'
import type { IndexedPart, IndexedTag } from '../../search-index.ts'

/** A document as a segment stores it. */
export type SegmentDocument = {
  readonly id: number
  readonly createdMs: number | null
  /** The factor of all of its scores, at most 1. */
  readonly prior: number
  /**
   * The parts of each field. Their words as they are written have no positions. Parts that are the same object in several
   * documents are taken in once.
   */
  readonly texts: readonly (readonly IndexedPart[])[]
  /** What filters look up, such as `family=creative`. These are terms of their own and occur in no text. */
  readonly keys: readonly string[]
  /** Besides those of its parts. */
  readonly tags: readonly IndexedTag[]
  readonly numbers: Readonly<Record<string, number | null>>
  readonly colours: readonly { readonly lab: Lab; readonly share: number }[]
}

/** What all documents of an index have in common. */
export type Schema = {
  /** How much a term counts in each field, and how many terms the field has on average. */
  readonly fields: readonly { readonly weight: number; readonly averageTerms: number }[]
  /** The names of numbers, with the value that most documents have; null if that is none. */
  readonly numbers: Readonly<Record<string, number | null>>
}
