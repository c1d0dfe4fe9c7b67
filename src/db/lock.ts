import { Mutex } from '../lib/mutex.ts'
import type { SharedLock } from '../lib/shared-lock.ts'

/** A mutex, granted in the order of the requests of a thread, and between threads by what they share. */
export class Lock {
  readonly #own = new Mutex()
  readonly #shared: SharedLock

  constructor(shared: SharedLock) {
    this.#shared = shared
  }

  get isHeld(): boolean {
    return this.#own.isHeld
  }

  async acquire(): Promise<void> {
    await this.#own.acquire()
    await this.#shared.acquire()
  }

  release(): void {
    this.#shared.release()
    this.#own.release()
  }
}
