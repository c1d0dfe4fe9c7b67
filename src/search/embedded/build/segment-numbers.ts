import { GrowingNumbers } from './growing-numbers.ts'

/**
 * Those of many numbered things that a segment has, which it numbers in the order of their first occurrence: frequent ones have
 * low numbers, so that what is stored by these is close together.
 */
export class SegmentNumbers {
  /** By the number of a thing: its number in the segment plus one, or 0. */
  #own: Uint32Array
  readonly #things = new GrowingNumbers()

  /** `count` things are numbered; more may follow. */
  constructor(count: number) {
    this.#own = new Uint32Array(Math.ceil(count * 1.2) + 1024)
  }

  /** Returns the segment's number of a thing. */
  of(thing: number): number {
    const own = thing < this.#own.length ? this.#own[thing]! : 0
    return own === 0 ? this.#add(thing) : own - 1
  }

  /** Returns the segment's number of a thing; -1 if it does not have it. */
  find(thing: number): number {
    return thing < this.#own.length ? this.#own[thing]! - 1 : -1
  }

  /** All things of the segment, by its own numbers. */
  get things(): Uint32Array {
    return this.#things.view
  }

  #add(thing: number): number {
    if (thing >= this.#own.length) {
      const larger = new Uint32Array(thing * 2)
      larger.set(this.#own)
      this.#own = larger
    }
    this.#things.push(thing)
    this.#own[thing] = this.#things.length
    return this.#things.length - 1
  }
}
