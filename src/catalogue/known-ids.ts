/**
 * Ids of artists, collections and keywords by name, for a run that would otherwise look the same ones up again and
 * again. An id counts only once the transaction that may have made it is committed.
 */
export class KnownIds {
  readonly #committed = new Map<string, number>()
  readonly #open = new Map<string, number>()
  readonly #maxEntries: number

  constructor(maxEntries = 200_000) {
    this.#maxEntries = maxEntries
  }

  /** The id of this name, found by `find` when it is not known. */
  async get(kind: string, name: string, find: () => Promise<number>): Promise<number> {
    const key = `${kind} ${name}`
    const known = this.#committed.get(key) ?? this.#open.get(key)
    if (known !== undefined) return known
    const id = await find()
    this.#open.set(key, id)
    return id
  }

  commit(): void {
    if (this.#committed.size > this.#maxEntries) this.#committed.clear()
    for (const [key, id] of this.#open) this.#committed.set(key, id)
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
