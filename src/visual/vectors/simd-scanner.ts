import { growMemory, startKernel } from './kernel.ts'
import { BLOCK_ROWS, type Scanner } from './scanner.ts'

const LANES = 16
const NUMBERS = 0
const OUT = NUMBERS + BLOCK_ROWS * 4
const QUERY = OUT + BLOCK_ROWS * 4

/** A scanner in WebAssembly with SIMD (see wasm/kernel.ts), about five times as fast as plain JavaScript. */
export function simdScanner(dimensions: number): Scanner {
  const rowBytes = Math.ceil(dimensions / LANES) * LANES
  const first = QUERY + rowBytes * 2
  const kernel = startKernel(first)
  const { memory } = kernel
  let rows = new Int8Array(memory.buffer, first)

  return {
    get rows() {
      return rows
    },
    rowBytes,
    reserve(count) {
      if (count * rowBytes <= rows.length) return
      growMemory(memory, first + count * rowBytes)
      rows = new Int8Array(memory.buffer, first)
    },
    setQuery(query) {
      const elements = new Int16Array(memory.buffer, QUERY, rowBytes)
      elements.fill(0)
      elements.set(query)
    },
    products(from, count) {
      kernel.products(QUERY, first + from * rowBytes, count, rowBytes, OUT)
      return new Int32Array(memory.buffer, OUT, count)
    },
    productsOf(numbers) {
      new Uint32Array(memory.buffer, NUMBERS, numbers.length).set(numbers)
      kernel.productsOf(QUERY, first, NUMBERS, numbers.length, rowBytes, OUT)
      return new Int32Array(memory.buffer, OUT, numbers.length)
    },
  }
}
