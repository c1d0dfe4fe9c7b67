const NEWLINE = 10
/** Odd numbers without a pattern in their bits: the golden ratio's fraction, and constants of MurmurHash3. */
const [FIRST, SECOND, MIX] = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35]

/** What a table has, regardless of the order of its rows, so that two databases can be compared. */
export class TableDigest {
  rows = 0
  /** Sums of two hashes of each row, modulo 2^32: it is against mistakes, not against who would want the same sums. */
  #first = 0
  #second = 0

  /** Adds whole rows in the text format of COPY. */
  add(bytes: Uint8Array): void {
    let [first, second, rows] = [this.#first, this.#second, this.rows]
    let [one, two] = [FIRST, SECOND]
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!
      one = Math.imul(one ^ byte, FIRST)
      one ^= one >>> 15
      two = Math.imul(two + byte, SECOND)
      two ^= two >>> 13
      if (byte !== NEWLINE) continue
      first = (first + mixed(one)) | 0
      second = (second + mixed(two)) | 0
      rows++
      ;[one, two] = [FIRST, SECOND]
    }
    this.#first = first
    this.#second = second
    this.rows = rows
  }

  equals(other: TableDigest): boolean {
    return this.rows === other.rows && this.#first === other.#first && this.#second === other.#second
  }
}

const mixed = (hash: number) => {
  const once = Math.imul(hash ^ (hash >>> 16), MIX)
  return once ^ (once >>> 13)
}
