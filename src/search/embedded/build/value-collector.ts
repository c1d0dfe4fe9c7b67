import { GrowingNumbers } from './growing-numbers.ts'
import type { KnownTags } from './known-tags.ts'
import { SegmentNumbers } from './segment-numbers.ts'

/** The values that one list has of each document. */
export type CollectedValues = {
  /** The distinct values, in the order of their first occurrence. */
  readonly ids: readonly number[]
  /** For each document, the index of its first value, and the end of the last one. Values are indexes of `ids`. */
  readonly starts: Uint32Array
  readonly values: Uint32Array
}

/** Collects a list of values, the ids of tags, which documents add one after the other. */
export class ValueCollector {
  readonly #tags: KnownTags
  readonly #indexes: SegmentNumbers
  readonly #starts = new GrowingNumbers(64)
  readonly #values = new GrowingNumbers(64)
  /** For each value, the document that added it last, by which duplicates are left out. */
  readonly #last: number[] = []

  constructor(tags: KnownTags) {
    this.#tags = tags
    this.#indexes = new SegmentNumbers(tags.ids.length)
  }

  /** Adds the value of a tag to a document, unless it has it. */
  add(document: number, tag: number): void {
    const index = this.#indexes.of(tag)
    if (this.#last[index] === document) return
    this.#last[index] = document
    this.#startUpTo(document)
    this.#values.push(index)
  }

  finish(documents: number): CollectedValues {
    this.#startUpTo(documents)
    const ids = Array.from(this.#indexes.things, (tag) => this.#tags.ids[tag]!)
    return { ids, starts: this.#starts.view, values: this.#values.view }
  }

  #startUpTo(document: number): void {
    while (this.#starts.length <= document) this.#starts.push(this.#values.length)
  }
}
