/** Counts the changes of a database that the threads of this process have committed, in memory that they share. */
export class CommitCount {
  readonly buffer: SharedArrayBuffer
  readonly #cell: Int32Array

  /** @param buffer that of another thread, to count together with it. */
  constructor(buffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer
    this.#cell = new Int32Array(buffer)
  }

  /** It begins again with the lowest number after the highest one, so compare it only for being equal. */
  get value(): number {
    return Atomics.load(this.#cell, 0)
  }

  add(): void {
    Atomics.add(this.#cell, 0, 1)
  }
}
