import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { removeAbandoned } from '../remove-abandoned.ts'

/** A folder for local copies of objects while other processes read them, within a limit of space. */
export class Spool {
  readonly #folder: string
  readonly #maxBytes: number
  readonly #waiting: (() => void)[] = []
  #usedBytes = 0

  constructor(folder: string, maxBytes: number) {
    this.#folder = folder
    this.#maxBytes = maxBytes
  }

  /** Calls `work` with the path for a file of so many bytes, once there is space, and deletes the file afterwards. */
  async use<Result>(bytes: number, work: (path: string) => Promise<Result>): Promise<Result> {
    while (this.#usedBytes > 0 && this.#usedBytes + bytes > this.#maxBytes)
      await new Promise<void>((resume) => this.#waiting.push(resume))
    this.#usedBytes += bytes
    const path = join(this.#folder, randomUUID())
    try {
      await mkdir(this.#folder, { recursive: true })
      return await work(path)
    } finally {
      await rm(path, { force: true })
      this.#usedBytes -= bytes
      for (const resume of this.#waiting.splice(0)) resume()
    }
  }

  /** Deletes files left behind by killed processes. */
  sweep(now: Date): Promise<void> {
    return removeAbandoned(this.#folder, now)
  }
}
