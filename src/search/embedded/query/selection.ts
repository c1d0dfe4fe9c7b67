/** Documents of a segment in order, and the keys by which they are merged with those of other segments. */
export type Selection = {
  readonly documents: Uint32Array
  /** Higher ones come first; equal ones are in the order of `segment.ts`. */
  readonly keys: Float64Array
}

/** Which of the ordered documents are wanted. */
export type Page = { readonly skip: number; readonly count: number }
