/** Results by name, for each kind of name. */
type Found = Map<string, Map<string, unknown>>

function add(all: Found, kind: string, name: string, found: unknown): void {
  const ofKind = all.get(kind)
  if (ofKind) ofKind.set(name, found)
  else all.set(kind, new Map([[name, found]]))
}

/**
 * Caches ids of artists, collections and keywords by name during an ingest. An entry found in a transaction is kept
 * only after `commit`, because the transaction may have created the record.
 */
export class IdCache {
  // NOTE: a map for each kind, because each keyword of each record is looked up, and joining kind and name would take longer.
  readonly #committed: Found = new Map()
  readonly #uncommitted: Found = new Map()
  readonly #maxEntries: number

  /** @param maxEntries of a kind. */
  constructor(maxEntries = 200_000) {
    this.#maxEntries = maxEntries
  }

  /** Returns the cached result for this name, or calls `find`, whose results must be of the same type for a kind. */
  async get<Found>(kind: string, name: string, find: () => Promise<Found>): Promise<Found> {
    const cached = this.known<Found>(kind, name)
    if (cached !== undefined) return cached
    const found = await find()
    add(this.#uncommitted, kind, name, found)
    return found
  }

  /** Returns the cached result for this name at once; undefined if there is none. */
  known<Found>(kind: string, name: string): Found | undefined {
    return (this.#committed.get(kind)?.get(name) ?? this.#uncommitted.get(kind)?.get(name)) as
      | Found
      | undefined
  }

  commit(): void {
    for (const [kind, ofKind] of this.#uncommitted) {
      if ((this.#committed.get(kind)?.size ?? 0) > this.#maxEntries) this.#committed.delete(kind)
      for (const [name, found] of ofKind) add(this.#committed, kind, name, found)
    }
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
