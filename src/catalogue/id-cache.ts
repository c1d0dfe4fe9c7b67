/**
 * Caches ids of artists, collections and keywords by name during a long run. An entry found in a transaction is kept only
 * after `commit`, because the transaction may have created the record.
 */
export class IdCache {
  readonly #committed = new Map<string, unknown>()
  readonly #open = new Map<string, unknown>()
  readonly #maxEntries: number

  constructor(maxEntries = 200_000) {
    this.#maxEntries = maxEntries
  }

  /** Returns the cached result for this name, or calls `find`, which must be the same for all names of a kind. */
  async get<Found>(kind: string, name: string, find: () => Promise<Found>): Promise<Found> {
    const key = `${kind} ${name}`
    const known = this.#committed.get(key) ?? this.#open.get(key)
    if (known !== undefined) return known as Found
    const found = await find()
    this.#open.set(key, found)
    return found
  }

  commit(): void {
    if (this.#committed.size > this.#maxEntries) this.#committed.clear()
    for (const [key, found] of this.#open) this.#committed.set(key, found)
    this.#open.clear()
  }

  rollback(): void {
    this.#open.clear()
  }

  clear(): void {
    this.#committed.clear()
    this.#open.clear()
  }
}
