import { GrowingNumbers } from './growing-numbers.ts'

/** The values that one list has of each document. */
export type CollectedValues = {
  /** The distinct values, in the order of their first occurrence. */
  readonly ids: readonly number[]
  /** For each document, the index of its first value, and the end of the last one. Values are indexes of `ids`. */
  readonly starts: Uint32Array
  readonly values: Uint32Array
}

/** Collects a list of values, which documents add one after the other. */
export class ValueCollector {
  readonly #ids: number[] = []
  readonly #indexes = new Map<number, number>()
  readonly #starts = new GrowingNumbers(64)
  readonly #values = new GrowingNumbers(64)
  /** For each value, the document that added it last, by which duplicates are left out. */
  readonly #last: number[] = []

  /** Returns the index of a value. */
  indexOf(id: number): number {
    const known = this.#indexes.get(id)
    if (known !== undefined) return known
    this.#indexes.set(id, this.#ids.length)
    this.#last.push(-1)
    return this.#ids.push(id) - 1
  }

  /** Adds a value to a document, unless it has it. */
  add(document: number, index: number): void {
    if (this.#last[index] === document) return
    this.#last[index] = document
    this.#startUpTo(document)
    this.#values.push(index)
  }

  finish(documents: number): CollectedValues {
    this.#startUpTo(documents)
    return { ids: this.#ids, starts: this.#starts.view, values: this.#values.view }
  }

  #startUpTo(document: number): void {
    while (this.#starts.length <= document) this.#starts.push(this.#values.length)
  }
}
