const INITIAL_SLOTS = 1024
/** Marks a slot without an id. */
const EMPTY = -1
/** Ids that differ only in these bits are next to each other, since neighbouring ids are often looked up together. */
const NEIGHBOURS = 15
/** Spreads all others (D. Knuth: The Art of Computer Programming, volume 3, 6.4). */
const MULTIPLIER = 0x9e3779b1

/**
 * A map from ids to numbers from 0 up, by open addressing in typed arrays: with a million ids it is several times as fast and
 * as small as a Map.
 */
export class IdTable {
  #ids = new Float64Array(INITIAL_SLOTS).fill(EMPTY)
  #numbers = new Int32Array(INITIAL_SLOTS)
  #count = 0

  /** Returns the number of an id, or -1. */
  get(id: number): number {
    const slot = this.#slotOf(id)
    return this.#ids[slot] === id ? this.#numbers[slot]! : -1
  }

  set(id: number, number: number): void {
    const slot = this.#slotOf(id)
    this.#numbers[slot] = number
    if (this.#ids[slot] === id) return
    this.#ids[slot] = id
    if (++this.#count * 2 > this.#ids.length) this.#grow()
  }

  /** Removes an id, and closes the gap that it leaves among those that were moved past it. */
  delete(id: number): void {
    let gap = this.#slotOf(id)
    if (this.#ids[gap] !== id) return
    this.#count--
    const last = this.#ids.length - 1
    for (let slot = (gap + 1) & last; this.#ids[slot] !== EMPTY; slot = (slot + 1) & last) {
      const wanted = this.#firstSlotOf(this.#ids[slot]!)
      if (((slot - wanted) & last) < ((slot - gap) & last)) continue
      this.#ids[gap] = this.#ids[slot]!
      this.#numbers[gap] = this.#numbers[slot]!
      gap = slot
    }
    this.#ids[gap] = EMPTY
  }

  /** Returns the slot that has an id, or the one that it would get. */
  #slotOf(id: number): number {
    const last = this.#ids.length - 1
    let slot = this.#firstSlotOf(id)
    while (this.#ids[slot] !== id && this.#ids[slot] !== EMPTY) slot = (slot + 1) & last
    return slot
  }

  #firstSlotOf(id: number): number {
    const group = Math.imul(id / (NEIGHBOURS + 1), MULTIPLIER)
    // The upper bits depend on all bits of the id.
    return (((group >>> 8) & ~NEIGHBOURS) | (id & NEIGHBOURS)) & (this.#ids.length - 1)
  }

  #grow(): void {
    const [ids, numbers] = [this.#ids, this.#numbers]
    this.#ids = new Float64Array(ids.length * 2).fill(EMPTY)
    this.#numbers = new Int32Array(ids.length * 2)
    for (let slot = 0; slot < ids.length; slot++) {
      if (ids[slot] === EMPTY) continue
      const to = this.#slotOf(ids[slot]!)
      this.#ids[to] = ids[slot]!
      this.#numbers[to] = numbers[slot]!
    }
  }
}
