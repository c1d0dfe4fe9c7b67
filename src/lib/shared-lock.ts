/** The member that has the lock, then for each member whether it waits for it. */
const OWNER = 0
const NOBODY = 0
/** After this time a waiting member looks again, in case the one that was to wake it has ended. */
const LOOK_AGAIN_MS = 100

/**
 * A mutex between threads of this process, which are its members 1, 2, … Whoever releases it hands it to the next member that
 * waits, so that none waits for long.
 */
export class SharedLock {
  readonly buffer: SharedArrayBuffer
  readonly #cells: Int32Array
  readonly #member: number

  /** Makes the memory of a lock for up to `members` threads. */
  static memory(members: number): SharedArrayBuffer {
    return new SharedArrayBuffer((1 + members) * 4)
  }

  constructor(buffer: SharedArrayBuffer, member: number) {
    this.buffer = buffer
    this.#cells = new Int32Array(buffer)
    this.#member = member
  }

  /** Resolves when this member has the lock, which no other part of its thread may ask for meanwhile. */
  async acquire(): Promise<void> {
    while (!this.#take()) {
      const owner = Atomics.load(this.#cells, OWNER)
      if (this.#isOther(owner)) await Atomics.waitAsync(this.#cells, OWNER, owner, LOOK_AGAIN_MS).value
    }
  }

  /** Runs something that takes microseconds while this member has the lock, for which the thread waits. */
  run<T>(work: () => T): T {
    while (!this.#take()) {
      const owner = Atomics.load(this.#cells, OWNER)
      if (this.#isOther(owner)) Atomics.wait(this.#cells, OWNER, owner, LOOK_AGAIN_MS)
    }
    try {
      return work()
    } finally {
      this.release()
    }
  }

  release(): void {
    this.#passOn(this.#member)
  }

  #isOther(owner: number): boolean {
    return owner !== NOBODY && owner !== this.#member
  }

  /**
   * Releases the lock on behalf of a thread that has ended. If it is being handed to that thread just now, the thread that
   * replaces it, as the same member, has it.
   */
  abandon(member: number): void {
    Atomics.store(this.#cells, member, 0)
    if (Atomics.load(this.#cells, OWNER) === member) this.#passOn(member)
  }

  /** Returns whether this member has the lock now, because it was free or was handed over; otherwise it is to wait. */
  #take(): boolean {
    const owner = Atomics.compareExchange(this.#cells, OWNER, NOBODY, this.#member)
    const hasIt = owner === NOBODY || owner === this.#member
    Atomics.store(this.#cells, this.#member, hasIt ? 0 : 1)
    return hasIt
  }

  /** Hands the lock from its owner to the member after it that waits, or to nobody. */
  #passOn(owner: number): void {
    const members = this.#cells.length - 1
    for (let step = 0; step < members; step++) {
      const next = ((owner + step) % members) + 1
      if (Atomics.compareExchange(this.#cells, next, 1, 0) !== 1) continue
      this.#giveTo(next)
      return
    }
    this.#giveTo(NOBODY)
  }

  #giveTo(member: number): void {
    Atomics.store(this.#cells, OWNER, member)
    Atomics.notify(this.#cells, OWNER)
  }
}
