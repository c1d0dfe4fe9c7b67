/** The lowest key that a document of the best ones can have, as far as the keys that were added tell. */
export class LeastKey {
  readonly #limit: number
  #best = new Float64Array()

  /** `limit` documents are wanted. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** -Infinity while there are fewer keys than documents are wanted. */
  get value(): number {
    return this.#best.length < this.#limit ? -Infinity : this.#best.at(-1)!
  }

  /** Adds keys of documents, the highest first. */
  add(keys: Float64Array): void {
    const best = new Float64Array(Math.min(this.#limit, this.#best.length + keys.length))
    let [own, added] = [0, 0]
    for (let at = 0; at < best.length; at++) {
      const isOwn = added === keys.length || (own < this.#best.length && this.#best[own]! >= keys[added]!)
      best[at] = isOwn ? this.#best[own++]! : keys[added++]!
    }
    this.#best = best
  }
}
