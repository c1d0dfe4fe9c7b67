import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 1

/**
 * Which version of the view each thread reads, in memory that threads share. The writer uses a bitmap of deleted
 * documents again only when no thread reads it any more.
 */
export class ReaderVersions {
  readonly #versions: Int32Array

  /** Takes 4 bytes for each thread. */
  constructor(buffer: SharedArrayBuffer) {
    this.#versions = new Int32Array(buffer)
  }

  /** Notes that a thread reads this version from now on, and none before it. */
  set(thread: number, version: number): void {
    Atomics.store(this.#versions, thread, version)
  }

  /** Resolves when no thread reads a version before this one. */
  async untilAll(version: number): Promise<void> {
    while (this.#versions.some((_, thread) => Atomics.load(this.#versions, thread) < version))
      await delay(POLL_MS)
  }
}
