/**
 * How a segment stores the ascending positions of a term, in numbers of 4 bytes. A single one is stored as it is. Several are
 * stored as their number, a table, and the differences of positions that follow each other, in blocks. The table has two numbers for
 * each block: its first position; and where its differences begin after the table, in units of 16 bytes, above the WIDTH_BITS
 * lowest bits, which have the width of its differences in bits.
 *
 * Of the differences of a block, of which the first is 0, those at 0, 4, 8 … make one row of bits, those at 1, 5, 9 … the next. The
 * numbers of the four rows alternate, so that vectors hold all four (Lemire and Boytsov, Decoding billions of integers per second
 * through vectorization, 2015).
 */
export const POSITIONS_PER_BLOCK = 128
/** How many of the lowest bits of an entry of the table are the width of the differences of its block. */
export const WIDTH_BITS = 6
const ROWS = 4

/** The positions of all terms, as a segment stores them. */
export type PackedPositions = {
  /** The index of the first number of each term, and the end of those of the last one. */
  readonly starts: Uint32Array
  readonly words: Uint32Array
}

/** Packs the positions of one term after the other. */
export class PositionPacker {
  readonly #starts: Uint32Array
  #words: Uint32Array
  #terms = 0
  #end = 0

  /** `capacity` is how many numbers of 4 bytes they are expected to take. */
  constructor(terms: number, capacity: number) {
    this.#starts = new Uint32Array(terms + 1)
    this.#words = new Uint32Array(capacity)
  }

  /** Adds a term with the positions from one index to before another. */
  add(positions: Uint32Array, from: number, to: number): void {
    if (to - from === 1) {
      // NOTE: what is taken may be in a new array, so it has to be taken first.
      const only = this.#take(1)
      this.#words[only] = positions[from]!
    } else if (to > from) this.#addBlocks(positions, from, to)
    this.#starts[++this.#terms] = this.#end
  }

  finish(): PackedPositions {
    return { starts: this.#starts, words: this.#words.subarray(0, this.#end) }
  }

  #addBlocks(positions: Uint32Array, from: number, to: number): void {
    const blocks = Math.ceil((to - from) / POSITIONS_PER_BLOCK)
    const head = this.#take(1 + blocks * 2)
    const data = this.#end
    this.#words[head] = to - from
    for (let block = 0; block < blocks; block++) {
      const first = from + block * POSITIONS_PER_BLOCK
      const end = Math.min(first + POSITIONS_PER_BLOCK, to)
      const units = (this.#end - data) / ROWS
      const width = this.#addDifferences(positions, first, end)
      this.#words[head + 1 + block * 2] = positions[first]!
      this.#words[head + 2 + block * 2] = (units << WIDTH_BITS) | width
    }
  }

  /** Returns the width of the differences. */
  #addDifferences(positions: Uint32Array, from: number, to: number): number {
    let all = 0
    for (let at = from + 1; at < to; at++) all |= positions[at]! - positions[at - 1]!
    const width = 32 - Math.clz32(all)
    const inRow = Math.ceil((to - from) / ROWS)
    const start = this.#take(ROWS * Math.ceil((inRow * width) / 32))
    const words = this.#words
    for (let at = from + 1; at < to; at++) {
      const difference = positions[at]! - positions[at - 1]!
      const bit = ((at - from) >> 2) * width
      const word = start + (bit >> 5) * ROWS + ((at - from) & 3)
      words[word]! |= difference << (bit & 31)
      if ((bit & 31) + width > 32) words[word + ROWS]! |= difference >>> (32 - (bit & 31))
    }
    return width
  }

  /** Returns the index of so many numbers, which are 0. */
  #take(count: number): number {
    const start = this.#end
    this.#end += count
    if (this.#end > this.#words.length) {
      const larger = new Uint32Array(Math.ceil(this.#end * 1.4))
      larger.set(this.#words)
      this.#words = larger
    }
    return start
  }
}

/** Returns the number of positions that are stored in `size` numbers from an index on. */
export const countOfPositions = (words: Uint32Array, at: number, size: number): number =>
  size < 2 ? size : words[at]!

/** Writes the positions that are stored in `size` numbers from an index on to `out`. Returns their number. */
export function unpackPositions(words: Uint32Array, at: number, size: number, out: Uint32Array): number {
  const count = countOfPositions(words, at, size)
  if (count === 1) out[0] = words[at]!
  else
    for (let first = 0; first < count; first += POSITIONS_PER_BLOCK) unpackBlock(words, at, first, out, first)
  return count
}

/** Writes the positions of the block that begins with the `first` one of a term to `out`, from index `to` on. */
export function unpackBlock(
  words: Uint32Array,
  at: number,
  first: number,
  out: Uint32Array,
  to: number,
): void {
  const blocks = Math.ceil(words[at]! / POSITIONS_PER_BLOCK)
  const entry = at + 1 + (first / POSITIONS_PER_BLOCK) * 2
  const width = words[entry + 1]! & ((1 << WIDTH_BITS) - 1)
  const data = at + 1 + blocks * 2 + (words[entry + 1]! >>> WIDTH_BITS) * ROWS
  const mask = width === 0 ? 0 : -1 >>> (32 - width)
  const count = Math.min(POSITIONS_PER_BLOCK, words[at]! - first)
  let position = words[entry]!
  for (let index = 0; index < count; index++) {
    const bit = (index >> 2) * width
    const word = data + (bit >> 5) * ROWS + (index & 3)
    let difference = words[word]! >>> (bit & 31)
    if ((bit & 31) + width > 32) difference |= words[word + ROWS]! << (32 - (bit & 31))
    position += (difference & mask) >>> 0
    out[to + index] = position
  }
}
