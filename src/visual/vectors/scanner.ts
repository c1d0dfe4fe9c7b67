/** The largest number of rows that one call compares, so that its results stay in the cache of the processor. */
export const BLOCK_ROWS = 8192

/** The largest memory of the vectors: what WebAssembly can address. */
export const MAX_ROWS_BYTES = 2 ** 32

/** Rows of bytes in memory that grows, and the loops that compare them with a query. */
export type Scanner = {
  /** The rows one after the other, each of `rowBytes`. `reserve` replaces it. */
  readonly rows: Int8Array
  readonly rowBytes: number
  /** Makes room for this number of rows. @throws RangeError when there is not enough memory. */
  reserve(rows: number): void
  /** Sets the query of the following calls; no longer than a row. */
  setQuery(query: Int8Array): void
  /** Returns the dot product of the query with each of these rows, at most BLOCK_ROWS. Valid until the next call. */
  products(first: number, count: number): Int32Array
  /** The same for the rows with these numbers. */
  productsOf(numbers: Uint32Array): Int32Array
}
