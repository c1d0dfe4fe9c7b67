/**
 * AssemblyScript: the loops over vectors and sketches, in WebAssembly with SIMD. `npm run kernel` compiles it to
 * ../kernel.gen.ts. All functions work on consecutive rows at `rows` and write to `out`.
 */

/**
 * Writes the dot product of the query with each row, as i32. A row has `rowBytes` elements of i8 and the query as many
 * of i16; `rowBytes` is a multiple of 16.
 */
export function products(query: usize, rows: usize, count: i32, rowBytes: i32, out: usize): void {
  for (let row = 0; row < count; row++) {
    store<i32>(out + (row << 2), product(query, rows, rowBytes))
    rows += rowBytes
  }
}

/** The same for the rows whose numbers are at `numbers`, as i32. */
export function productsOf(
  query: usize,
  rows: usize,
  numbers: usize,
  count: i32,
  rowBytes: i32,
  out: usize,
): void {
  for (let at = 0; at < count; at++) {
    const row = rows + usize(load<u32>(numbers + (at << 2))) * rowBytes
    store<i32>(out + (at << 2), product(query, row, rowBytes))
  }
}

function product(query: usize, row: usize, rowBytes: i32): i32 {
  let low = i32x4.splat(0)
  let high = i32x4.splat(0)
  for (let at = 0; at < rowBytes; at += 16) {
    const elements = query + (at << 1)
    low = i32x4.add(low, i32x4.dot_i16x8_s(v128.load8x8_s(row + at), v128.load(elements)))
    high = i32x4.add(high, i32x4.dot_i16x8_s(v128.load8x8_s(row + at, 8), v128.load(elements, 16)))
  }
  return sumOf(i32x4.add(low, high))
}

/** Bytes of a sketch: 256 bits, and a length as f32. */
const BITS_BYTES: usize = 32
const SKETCH_BYTES: usize = 36

/** Writes an estimate for the sketch of each row whose number is at `numbers`, as f32. See `estimate`. */
export function estimates(
  query: usize,
  sketches: usize,
  numbers: usize,
  count: i32,
  cosines: usize,
  out: usize,
): void {
  for (let at = 0; at < count; at++) {
    const sketch = sketches + usize(load<u32>(numbers + (at << 2))) * SKETCH_BYTES
    store<f32>(out + (at << 2), estimate(query, sketch, cosines))
  }
}

/** Writes the numbers, as i32, of the rows whose estimates are at least `least`. Returns how many there are. */
export function candidates(
  query: usize,
  sketches: usize,
  first: i32,
  count: i32,
  cosines: usize,
  least: f32,
  out: usize,
): i32 {
  let end = out
  let sketch = sketches + usize(first) * SKETCH_BYTES
  for (let row = first; row < first + count; row++) {
    if (estimate(query, sketch, cosines) >= least) {
      store<i32>(end, row)
      end += 4
    }
    sketch += SKETCH_BYTES
  }
  return i32((end - out) >> 2)
}

/**
 * The cosine is estimated from the number of differing bits; `cosines` has an f32 for each number. With the length of
 * the vector that gives an estimate that orders rows by the distance of their vectors from the query.
 */
function estimate(query: usize, sketch: usize, cosines: usize): f32 {
  const bits = i8x16.add(
    i8x16.popcnt(v128.xor(v128.load(sketch), v128.load(query))),
    i8x16.popcnt(v128.xor(v128.load(sketch, 16), v128.load(query, 16))),
  )
  const differing = sumOf(i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bits)))
  const length = load<f32>(sketch, BITS_BYTES)
  return length * (load<f32>(cosines + (differing << 2)) - length)
}

function sumOf(four: v128): i32 {
  return (
    i32x4.extract_lane(four, 0) +
    i32x4.extract_lane(four, 1) +
    i32x4.extract_lane(four, 2) +
    i32x4.extract_lane(four, 3)
  )
}
