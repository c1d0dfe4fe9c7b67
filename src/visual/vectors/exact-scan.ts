import { BLOCK_ROWS } from './scanner.ts'
import type { Selection } from './selection.ts'
import { inverseLengthOf, type VectorRows } from './vector-rows.ts'

/** Prepares the comparison of rows with a query, and returns the functions that offer them to a selection. */
export function exactScan(rows: VectorRows, query: Int8Array, selection: Selection) {
  const { scanner } = rows
  const inverseLength = inverseLengthOf(query)
  scanner.setQuery(query)

  function offer(row: number, product: number): void {
    const similarity = product * rows.inverseLengths[row]! * inverseLength
    if (similarity >= selection.least)
      selection.offer({ assetId: rows.assetIds[row]!, frame: rows.frames[row]!, similarity })
  }

  return {
    /** Offers the rows from one number up to but excluding another. */
    range(from: number, to: number): void {
      for (let first = from; first < to; first += BLOCK_ROWS) {
        const count = Math.min(BLOCK_ROWS, to - first)
        const products = scanner.products(first, count)
        for (let at = 0; at < count; at++) offer(first + at, products[at]!)
      }
    },
    /** Offers the rows with these numbers. */
    numbers(numbers: Uint32Array): void {
      for (let first = 0; first < numbers.length; first += BLOCK_ROWS) {
        const block = numbers.subarray(first, first + BLOCK_ROWS)
        const products = scanner.productsOf(block)
        for (let at = 0; at < block.length; at++) offer(block[at]!, products[at]!)
      }
    },
  }
}
