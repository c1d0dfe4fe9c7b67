/** A list of unsigned 32-bit integers that grows. */
export class GrowingNumbers {
  #numbers: Uint32Array
  #length = 0

  constructor(capacity = 1024) {
    this.#numbers = new Uint32Array(capacity)
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(Math.ceil(this.#length * 1.6))
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.#length++] = number
  }

  /** Returns the number at an index. */
  at(index: number): number {
    return this.#numbers[index]!
  }

  get length(): number {
    return this.#length
  }

  /** The numbers so far, as a view. */
  get view(): Uint32Array {
    return this.#numbers.subarray(0, this.#length)
  }
}
