import { growMemory, type Kernel, startKernel } from './kernel.ts'
import { PROJECTIONS, randomProjection } from './projection.ts'
import { BLOCK_ROWS } from './scanner.ts'
import { inverseLengthOf, type VectorRows } from './vector-rows.ts'

const BITS_BYTES = PROJECTIONS / 8
/** The bits, and the length as a float. */
const SKETCH_BYTES = BITS_BYTES + 4
const NUMBERS = 0
const OUT = NUMBERS + BLOCK_ROWS * 4
const QUERY = OUT + BLOCK_ROWS * 4
const COSINES = QUERY + BITS_BYTES
const FIRST = COSINES + (PROJECTIONS + 4) * 4
/** The largest number of rows of which the centre is computed, and by which the distribution of estimates is judged. */
const SAMPLE_ROWS = { centre: 8192, estimates: 4096 } as const

/**
 * Sketches of rows, by which those that may be similar to a query are found several times faster than by comparing
 * vectors: for each row, on which side of 256 random planes through the centre of all vectors it is, and its distance from
 * the centre. The share of planes that two vectors are on different sides of estimates the angle between them.
 * (M. Charikar: Similarity estimation techniques from rounding algorithms, 2002; with the centre and the length as in
 * J. Gao, C. Long: RaBitQ, 2024.)
 *
 * Vectors count with length 1, so that distances order them as cosines do.
 */
export class Sketches {
  readonly #rows: VectorRows
  readonly #kernel: Kernel = startKernel(FIRST)
  readonly #project: (vector: Float32Array) => Float32Array
  readonly #centre: Float32Array
  /** The vector that is being sketched, relative to the centre. */
  readonly #centred: Float32Array
  /** Rows when the centre was computed. */
  readonly #centredRows: number
  #count = 0

  constructor(rows: VectorRows) {
    this.#rows = rows
    this.#centre = centreOf(rows)
    this.#centred = new Float32Array(rows.dimensions)
    this.#centredRows = rows.count
    this.#project = randomProjection(rows.dimensions)
  }

  /** The number of rows, from the first, that have sketches. */
  get count(): number {
    return this.#count
  }

  /** Whether there are so many more rows that the centre is no longer that of most of them. */
  get isOutdated(): boolean {
    return this.#rows.count > 2 * this.#centredRows
  }

  /** Sketches up to so many of the rows that have no sketch. */
  advance(count: number): void {
    const end = Math.min(this.#rows.count, this.#count + count)
    growMemory(this.#kernel.memory, FIRST + end * SKETCH_BYTES)
    while (this.#count < end) this.#sketch(this.#count++)
  }

  /** Takes note that the last row took the place of another one, or was removed. */
  moved(from: number, to: number): void {
    this.#count = Math.min(this.#count, from)
    if (to < this.#count) this.#sketch(to)
  }

  /**
   * Returns the numbers of about `wanted` of the sketched rows, those most likely to be similar to the query. `accepted`, if
   * given, has a 1 for each row that may be returned.
   */
  candidates(query: Int8Array, wanted: number, accepted: Uint8Array | null): Uint32Array {
    this.#setQuery(query)
    const least = this.#leastEstimate(wanted, accepted)
    const found: number[] = []
    for (let first = 0; first < this.#count; first += BLOCK_ROWS) {
      const rows = Math.min(BLOCK_ROWS, this.#count - first)
      const count = this.#kernel.candidates(QUERY, FIRST, first, rows, COSINES, least, OUT)
      for (const row of new Uint32Array(this.#kernel.memory.buffer, OUT, count))
        if (accepted === null || accepted[row] === 1) found.push(row)
    }
    return Uint32Array.from(found)
  }

  /** Returns the estimate that about `wanted` rows reach, judging by a sample of them. */
  #leastEstimate(wanted: number, accepted: Uint8Array | null): number {
    const sample = this.#sample(accepted)
    const { memory, estimates } = this.#kernel
    new Uint32Array(memory.buffer, NUMBERS, sample.numbers.length).set(sample.numbers)
    estimates(QUERY, FIRST, NUMBERS, sample.numbers.length, COSINES, OUT)
    const sorted = new Float32Array(memory.buffer, OUT, sample.numbers.length).toSorted()
    const share = wanted / sample.of
    return share >= 1 ? Number.NEGATIVE_INFINITY : sorted[Math.floor(sorted.length * (1 - share))]!
  }

  /** Returns evenly distributed rows, and the number of rows that they stand for. */
  #sample(accepted: Uint8Array | null): { numbers: number[]; of: number } {
    const step = Math.max(1, Math.ceil(this.#count / SAMPLE_ROWS.estimates))
    const numbers = Array.from({ length: Math.ceil(this.#count / step) }, (_, at) => at * step)
    const kept = accepted ? numbers.filter((row) => accepted[row] === 1) : numbers
    return { numbers: kept, of: (kept.length / numbers.length) * this.#count }
  }

  #setQuery(query: Int8Array): void {
    const length = this.#write(query, QUERY)
    const cosines = new Float32Array(this.#kernel.memory.buffer, COSINES, PROJECTIONS + 1)
    for (let bits = 0; bits <= PROJECTIONS; bits++)
      cosines[bits] = 2 * length * Math.cos((Math.PI * bits) / PROJECTIONS)
  }

  #sketch(row: number): void {
    const at = FIRST + row * SKETCH_BYTES
    const length = this.#write(this.#rows.vectorOf(row), at)
    new DataView(this.#kernel.memory.buffer).setFloat32(at + BITS_BYTES, length, true)
  }

  /** Writes on which sides of the planes a vector is, and returns its distance from the centre. */
  #write(vector: Int8Array, at: number): number {
    const squares = this.#moveToCentre(vector)
    const projected = this.#project(this.#centred)
    const bits = new Uint8Array(this.#kernel.memory.buffer, at, BITS_BYTES).fill(0)
    for (let bit = 0; bit < PROJECTIONS; bit++) if (projected[bit]! > 0) bits[bit >> 3]! |= 1 << (bit & 7)
    return Math.sqrt(squares)
  }

  /** Sets #centred to a vector of length 1 less the centre, and returns the square of its length. */
  #moveToCentre(vector: Int8Array): number {
    const inverseLength = inverseLengthOf(vector)
    let squares = 0
    for (let at = 0; at < vector.length; at++) {
      const element = vector[at]! * inverseLength - this.#centre[at]!
      this.#centred[at] = element
      squares += element * element
    }
    return squares
  }
}

/** Returns the mean of a sample of the vectors. */
function centreOf(rows: VectorRows): Float32Array {
  const centre = new Float32Array(rows.dimensions)
  const step = Math.max(1, Math.ceil(rows.count / SAMPLE_ROWS.centre))
  const sampled = Math.ceil(rows.count / step)
  for (let row = 0; row < rows.count; row += step) {
    const weight = rows.inverseLengths[row]! / sampled
    rows.vectorOf(row).forEach((element, at) => {
      centre[at]! += element * weight
    })
  }
  return centre
}
