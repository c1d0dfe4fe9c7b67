/**
 * A bounded memory of values by key, which keeps the keys that were used last: at least `size` of them and at most
 * twice as many. Forgetting half at a time costs less than keeping all in the order of their use.
 */
export class Recent<Value, Key = string> {
  readonly #size: number
  #newer = new Map<Key, Value>()
  #older = new Map<Key, Value>()

  constructor(size: number) {
    this.#size = size
  }

  get(key: Key): Value | undefined {
    const found = this.#newer.get(key)
    if (found !== undefined) return found
    const older = this.#older.get(key)
    if (older !== undefined) this.set(key, older)
    return older
  }

  set(key: Key, value: Value): void {
    if (this.#newer.size >= this.#size) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#newer.set(key, value)
  }

  clear(): void {
    this.#newer.clear()
    this.#older.clear()
  }
}
