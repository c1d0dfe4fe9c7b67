import { Problem } from '../../../lib/problem.ts'
import type { SegmentMemory } from '../memory.ts'
import { scratchBytes } from '../scratch.ts'
import { bytesOfBitmap, type Segment } from '../segment.ts'

/** The memory that one thread uses while it searches a segment. `reset` gives all of it back. */
export class Scratch {
  readonly #memory: SegmentMemory
  readonly #start: number
  readonly #end: number
  readonly #bitmapBytes: number
  #next: number

  constructor(segment: Segment, thread: number) {
    const bytes = scratchBytes(segment.layout)
    this.#memory = segment.memory
    this.#start = segment.layout.end + thread * bytes
    this.#end = this.#start + bytes
    this.#bitmapBytes = bytesOfBitmap(segment)
    this.#next = this.#start
  }

  reset(): void {
    this.#next = this.#start
  }

  /** Returns the address of memory with any content. @throws Problem InvalidParameterValue if there is too little */
  take(bytes: number): number {
    const address = this.#next
    this.#next = Math.ceil((address + bytes) / 32) * 32
    if (this.#next > this.#end) {
      throw new Problem(
        'InvalidParameterValue',
        'The search needs more memory than one may use; search for fewer words, or with fewer filters.',
      )
    }
    return address
  }

  /** Gives back what was taken after the first bytes at this address. */
  keep(address: number, bytes: number): void {
    this.#next = Math.ceil((address + bytes) / 32) * 32
  }

  /** Returns the address of memory that is filled with zeros. */
  zeros(bytes: number): number {
    const address = this.take(bytes)
    this.#memory.bytes.fill(0, address, address + bytes)
    return address
  }

  /** Returns the address of a bitmap with any content. */
  bitmap(): number {
    return this.take(this.#bitmapBytes)
  }

  /** Returns the address of an empty bitmap. */
  emptyBitmap(): number {
    return this.zeros(this.#bitmapBytes)
  }
}
