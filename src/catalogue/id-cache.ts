const keyOf = (kind: string, name: string) => `${kind} ${name}`

/**
 * Caches ids of artists, collections and keywords by name during an ingest. An entry found in a transaction is kept
 * only after `commit`, because the transaction may have created the record.
 */
export class IdCache {
  readonly #committed = new Map<string, unknown>()
  readonly #uncommitted = new Map<string, unknown>()
  readonly #maxEntries: number

  constructor(maxEntries = 200_000) {
    this.#maxEntries = maxEntries
  }

  /** Returns the cached result for this name, or calls `find`, whose results must be of the same type for a kind. */
  async get<Found>(kind: string, name: string, find: () => Promise<Found>): Promise<Found> {
    const cached = this.known<Found>(kind, name)
    if (cached !== undefined) return cached
    const found = await find()
    this.#uncommitted.set(keyOf(kind, name), found)
    return found
  }

  /** Returns the cached result for this name at once; undefined if there is none. */
  known<Found>(kind: string, name: string): Found | undefined {
    const key = keyOf(kind, name)
    return (this.#committed.get(key) ?? this.#uncommitted.get(key)) as Found | undefined
  }

  commit(): void {
    if (this.#committed.size > this.#maxEntries) this.#committed.clear()
    for (const [key, found] of this.#uncommitted) this.#committed.set(key, found)
    this.#uncommitted.clear()
  }

  rollback(): void {
    this.#uncommitted.clear()
  }

  clear(): void {
    this.#committed.clear()
    this.#uncommitted.clear()
  }
}
