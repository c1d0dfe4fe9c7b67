import { createHash } from 'node:crypto'

const LANES = 5

/** What a table has, regardless of the order of its rows, so that two databases can be compared. */
export class TableDigest {
  rows = 0
  /** Sums of the words of the rows' hashes (SHA-1), modulo 2^32. */
  readonly #sums = new Uint32Array(LANES)

  /** Adds a row, whose values are in the order of the columns' names. */
  add(values: readonly unknown[]): void {
    const hash = createHash('sha1')
      .update(JSON.stringify(values.map(toText)))
      .digest()
    for (let lane = 0; lane < LANES; lane++) this.#sums[lane]! += hash.readUInt32BE(4 * lane)
    this.rows++
  }

  equals(other: TableDigest): boolean {
    return this.rows === other.rows && this.#sums.every((sum, lane) => sum === other.#sums[lane])
  }
}

const toText = (value: unknown) =>
  value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('base64') } : value
