import type { SharedLock } from '../lib/shared-lock.ts'

/** A mutex, granted in the order of the requests of a thread, and between threads by what they share. */
export class Lock {
  #isHeld = false
  readonly #waiting: (() => void)[] = []
  readonly #shared: SharedLock

  constructor(shared: SharedLock) {
    this.#shared = shared
  }

  get isHeld(): boolean {
    return this.#isHeld
  }

  async acquire(): Promise<void> {
    if (this.#isHeld) await new Promise<void>((grant) => this.#waiting.push(grant))
    this.#isHeld = true
    await this.#shared.acquire()
  }

  release(): void {
    this.#shared.release()
    const grantNext = this.#waiting.shift()
    if (grantNext) grantNext()
    else this.#isHeld = false
  }
}
