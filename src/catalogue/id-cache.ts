/**
 * Artists, collections and keywords by name, for a run that would otherwise look the same ones up again and again. What
 * was found counts only once the transaction that may have made it is committed.
 */
export class IdCache {
  readonly #committed = new Map<string, unknown>()
  readonly #open = new Map<string, unknown>()
  readonly #maxEntries: number

  constructor(maxEntries = 200_000) {
    this.#maxEntries = maxEntries
  }

  /** What `find` finds by this name, or found before: the same for all names of a kind. */
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
