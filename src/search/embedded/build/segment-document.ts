import type { Lab } from '../../../lib/colour.ts'
import type { NamedDocument } from './name-collector.ts'

/** A document as a segment stores it. */
export type SegmentDocument = {
  readonly id: number
  readonly createdMs: number | null
  /** The factor of all of its scores, at most 1. */
  readonly prior: number
  /** The terms of each field. */
  readonly texts: readonly (readonly string[])[]
  /** The words of each field as they are written. They have no positions. */
  readonly written: readonly (readonly string[])[]
  /** Words as they are spelt, and names (`names.ts`); null if there are none. */
  readonly named: NamedDocument | null
  /** What filters look up, such as `family=creative`. These are terms of their own and occur in no text. */
  readonly keys: readonly string[]
  readonly numbers: Readonly<Record<string, number | null>>
  readonly values: Readonly<Record<string, readonly number[]>>
  readonly colours: readonly { readonly lab: Lab; readonly share: number }[]
}

/** What all documents of an index have in common. */
export type Schema = {
  /** How much a term counts in each field, and how many terms the field has on average. */
  readonly fields: readonly { readonly weight: number; readonly averageTerms: number }[]
  /** The names of numbers, with the value that most documents have; null if that is none. */
  readonly numbers: Readonly<Record<string, number | null>>
}
