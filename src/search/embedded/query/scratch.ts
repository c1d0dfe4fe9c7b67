import { Problem } from '../../../lib/problem.ts'
import type { SegmentMemory } from '../memory.ts'
import { cleanColumnBytes, scratchBytes } from '../scratch.ts'
import { bytesOfBitmap, type Segment } from '../segment.ts'

/** A byte for each document, and the maximum of each block. */
type CleanColumn = { readonly column: number; readonly maxima: number }

/** The memory that one thread uses while it searches a segment. `reset` gives all of it back. */
export class Scratch {
  /** A column of zeros. What writes to it has to clear it again. */
  readonly clean: CleanColumn
  readonly #memory: SegmentMemory
  readonly #start: number
  readonly #end: number
  readonly #bitmapBytes: number
  #next: number

  constructor(segment: Segment, thread: number) {
    const bytes = scratchBytes(segment.layout)
    this.#memory = segment.memory
    const first = segment.layout.end + thread * bytes
    this.clean = { column: first, maxima: first + cleanColumnBytes(segment.layout).column }
    this.#start = first + cleanColumnBytes(segment.layout).all
    this.#end = first + bytes
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
    this.#memory.kernels.clear(address, bytes)
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

const kept = new WeakMap<Segment, Scratch[]>()

/** Returns the memory that a thread may use while it searches a segment. */
export function scratchOf(segment: Segment, thread: number): Scratch {
  const ofThreads = kept.get(segment) ?? []
  kept.set(segment, ofThreads)
  ofThreads[thread] ??= new Scratch(segment, thread)
  return ofThreads[thread]
}
