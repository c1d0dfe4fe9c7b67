import { BLOCK_ROWS, MAX_ROWS_BYTES, type Scanner } from './scanner.ts'

/** A scanner in plain JavaScript, for where WebAssembly or its SIMD instructions are not available. */
export function plainScanner(rowBytes: number): Scanner {
  const buffer = new ArrayBuffer(0, { maxByteLength: MAX_ROWS_BYTES })
  const rows = new Int8Array(buffer)
  const query = new Int8Array(rowBytes)
  const out = new Int32Array(BLOCK_ROWS)

  function product(row: number): number {
    const from = row * rowBytes
    let sum = 0
    for (let at = 0; at < rowBytes; at++) sum += rows[from + at]! * query[at]!
    return sum
  }

  return {
    rows,
    rowBytes,
    reserve: (count) => {
      if (count * rowBytes > buffer.byteLength) buffer.resize(count * rowBytes)
    },
    setQuery: (given) => {
      query.fill(0)
      query.set(given)
    },
    products(first, count) {
      for (let at = 0; at < count; at++) out[at] = product(first + at)
      return out.subarray(0, count)
    },
    productsOf(numbers) {
      for (let at = 0; at < numbers.length; at++) out[at] = product(numbers[at]!)
      return out.subarray(0, numbers.length)
    },
  }
}
