import { IdTable } from './id-table.ts'
import type { Scanner } from './scanner.ts'
import type { AssetVectors } from './vector-index.ts'

const INITIAL_ROWS = 1024
/** Ends the list of the rows of an asset, as IdTable does if there are none. */
const NONE = -1

/** A table of vectors, one row each. A removed row is replaced by the last one. */
export class VectorRows {
  readonly scanner: Scanner
  readonly dimensions: number
  /** What belongs to each row: asset, frame, and 1 / length of the vector (0 for one without length). */
  assetIds = new Float64Array(INITIAL_ROWS)
  frames = new Int32Array(INITIAL_ROWS)
  inverseLengths = new Float64Array(INITIAL_ROWS)
  #count = 0
  /** The first row of each asset; #next has the following ones. */
  readonly #firstRow = new IdTable()
  #next = new Int32Array(INITIAL_ROWS)

  constructor(scanner: Scanner, dimensions: number) {
    this.scanner = scanner
    this.dimensions = dimensions
  }

  get count(): number {
    return this.#count
  }

  /** Returns the vector of a row; valid until the next change. */
  vectorOf(row: number): Int8Array {
    const from = row * this.scanner.rowBytes
    return this.scanner.rows.subarray(from, from + this.dimensions)
  }

  /** Returns the rows of these assets. */
  rowsOf(assetIds: Iterable<number>): Uint32Array {
    const rows: number[] = []
    for (const assetId of assetIds)
      for (let row = this.#firstRow.get(assetId); row !== NONE; row = this.#next[row]!) rows.push(row)
    return Uint32Array.from(rows)
  }

  /** Appends the vectors of an asset that has none. */
  append({ assetId, frames }: AssetVectors): void {
    if (this.#count + frames.length > this.frames.length) this.#grow(frames.length)
    this.scanner.reserve(this.#count + frames.length)
    for (const { frame, vector } of frames) {
      const row = this.#count++
      const from = row * this.scanner.rowBytes
      this.scanner.rows.fill(0, from, from + this.scanner.rowBytes)
      this.scanner.rows.set(vector, from)
      this.assetIds[row] = assetId
      this.frames[row] = frame
      this.inverseLengths[row] = inverseLengthOf(vector)
      this.#link(assetId, row)
    }
  }

  /** Removes the rows of an asset; `onMove` is told which row takes the place of which. */
  remove(assetId: number, onMove: (from: number, to: number) => void): void {
    // Highest first, so that no row of this asset takes the place of another.
    for (const row of this.rowsOf([assetId]).toSorted((a, b) => b - a)) {
      const last = --this.#count
      if (row !== last) this.#move(last, row)
      onMove(last, row)
    }
    this.#firstRow.delete(assetId)
  }

  #link(assetId: number, row: number): void {
    this.#next[row] = this.#firstRow.get(assetId)
    this.#firstRow.set(assetId, row)
  }

  #move(from: number, to: number): void {
    const { rows, rowBytes } = this.scanner
    rows.copyWithin(to * rowBytes, from * rowBytes, (from + 1) * rowBytes)
    const assetId = this.assetIds[from]!
    this.assetIds[to] = assetId
    this.frames[to] = this.frames[from]!
    this.inverseLengths[to] = this.inverseLengths[from]!
    this.#next[to] = this.#next[from]!
    if (this.#firstRow.get(assetId) === from) this.#firstRow.set(assetId, to)
    else this.#next[this.#rowBefore(assetId, from)] = to
  }

  #rowBefore(assetId: number, row: number): number {
    let before = this.#firstRow.get(assetId)
    while (this.#next[before] !== row) before = this.#next[before]!
    return before
  }

  #grow(added: number): void {
    const rows = Math.max(this.frames.length * 2, this.#count + added)
    this.assetIds = enlarged(this.assetIds, new Float64Array(rows))
    this.frames = enlarged(this.frames, new Int32Array(rows))
    this.inverseLengths = enlarged(this.inverseLengths, new Float64Array(rows))
    this.#next = enlarged(this.#next, new Int32Array(rows))
  }
}

/** Returns 1 / length of a vector; 0 for one without length, so that it is similar to none. */
export function inverseLengthOf(vector: Int8Array): number {
  let squares = 0
  for (const element of vector) squares += element * element
  return squares === 0 ? 0 : 1 / Math.sqrt(squares)
}

function enlarged<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from)
  return into
}
