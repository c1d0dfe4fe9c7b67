import type { AssetVectors } from './vector-index.ts'

/** Rows of a table when it is created; it doubles when it is full. */
const INITIAL_ROWS = 1024

/** A table of vectors in consecutive memory, one row each. A removed row is replaced by the last one. */
export class VectorRows {
  readonly dimensions: number
  /** The vectors one after the other. */
  values: Int8Array
  /** What belongs to each row: asset, frame, and 1 / length of the vector (0 for one without length). */
  assetIds = new Float64Array(INITIAL_ROWS)
  frames = new Int32Array(INITIAL_ROWS)
  inverseLengths = new Float64Array(INITIAL_ROWS)
  #count = 0
  readonly #rowsOf = new Map<number, number[]>()

  constructor(dimensions: number) {
    this.dimensions = dimensions
    this.values = new Int8Array(INITIAL_ROWS * dimensions)
  }

  get count(): number {
    return this.#count
  }

  /** Returns the rows of an asset. */
  rowsOf(assetId: number): readonly number[] {
    return this.#rowsOf.get(assetId) ?? []
  }

  /** Replaces the rows of an asset. */
  put({ assetId, frames }: AssetVectors): void {
    this.remove(assetId)
    for (const { frame, vector } of frames) this.#append(assetId, frame, vector)
  }

  /** Removes the rows of an asset. */
  remove(assetId: number): void {
    // Highest first, so that no row of this asset takes the place of another.
    for (const row of this.rowsOf(assetId).toSorted((a, b) => b - a)) this.#replaceByLast(row)
    this.#rowsOf.delete(assetId)
  }

  #append(assetId: number, frame: number, vector: Int8Array): void {
    if (this.#count === this.frames.length) this.#grow()
    const row = this.#count++
    this.values.set(vector, row * this.dimensions)
    this.assetIds[row] = assetId
    this.frames[row] = frame
    this.inverseLengths[row] = inverseLengthOf(vector)
    const rows = this.#rowsOf.get(assetId)
    if (rows) rows.push(row)
    else this.#rowsOf.set(assetId, [row])
  }

  #replaceByLast(row: number): void {
    const last = --this.#count
    if (row === last) return
    const moved = this.assetIds[last]!
    this.values.copyWithin(row * this.dimensions, last * this.dimensions, (last + 1) * this.dimensions)
    this.assetIds[row] = moved
    this.frames[row] = this.frames[last]!
    this.inverseLengths[row] = this.inverseLengths[last]!
    const rows = this.#rowsOf.get(moved)!
    rows[rows.indexOf(last)] = row
  }

  #grow(): void {
    const rows = this.frames.length * 2
    this.values = enlarged(this.values, new Int8Array(rows * this.dimensions))
    this.assetIds = enlarged(this.assetIds, new Float64Array(rows))
    this.frames = enlarged(this.frames, new Int32Array(rows))
    this.inverseLengths = enlarged(this.inverseLengths, new Float64Array(rows))
  }
}

/** Returns 1 / length of a vector; 0 for one without length, so that it is similar to none. */
export function inverseLengthOf(vector: Int8Array): number {
  let squares = 0
  for (const element of vector) squares += element * element
  return squares === 0 ? 0 : 1 / Math.sqrt(squares)
}

function enlarged<T extends Int8Array | Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from)
  return into
}
