import { hash } from 'node:crypto'

/**
 * The ids and files in a manifest so far, with their lines, in 12 bytes each, so that a manifest of millions of lines
 * fits into memory. Instead of the ids, 64 bits of their hashes are kept and compared.
 */
export class SeenIds {
  #size = 0
  #slots = new Uint32Array(3 << 10)

  /** Adds an id. Returns the line that had it before, else null. */
  add(id: string, line: number): number | null {
    const digest = hash('sha256', id, 'buffer')
    const [high, low] = [digest.readUInt32LE(0), digest.readUInt32LE(4)]
    const at = this.#find(high, low)
    const before = this.#slots[at + 2]!
    if (before !== 0) return before
    this.#slots.set([high, low, line], at)
    if (++this.#size * 2 > this.#slots.length / 3) this.#grow()
    return null
  }

  /** Returns the index of the slot that has these bits, else of a free one. */
  #find(high: number, low: number): number {
    const places = this.#slots.length / 3
    for (let place = low & (places - 1); ; place = (place + 1) & (places - 1)) {
      const at = place * 3
      if (this.#slots[at + 2] === 0) return at
      if (this.#slots[at] === high && this.#slots[at + 1] === low) return at
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] === 0) continue
      this.#slots.set(old.subarray(at, at + 3), this.#find(old[at]!, old[at + 1]!))
    }
  }
}
