/** Sections of memory begin at multiples of this, so that vectors and numbers of any size are aligned. */
const ALIGNMENT = 64

/** Assigns addresses from the beginning of a block of memory. */
export class Addresses {
  #end = ALIGNMENT

  /** Returns the address of a new section. */
  take(bytes: number): number {
    const address = this.#end
    this.#end = Math.ceil((address + bytes) / ALIGNMENT) * ALIGNMENT
    return address
  }

  /** The bytes that all sections take. */
  get end(): number {
    return this.#end
  }
}
