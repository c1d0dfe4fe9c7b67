import type { Db } from '../db/database.ts'
import { prepared } from '../db/prepared.ts'
import { lastPosition } from './changes.ts'

/** Results by name, for each kind of name. */
type Found = Map<string, Map<string, unknown>>

function add(all: Found, kind: string, name: string, found: unknown): void {
  const ofKind = all.get(kind)
  if (ofKind) ofKind.set(name, found)
  else all.set(kind, new Map([[name, found]]))
}

const removedAfter = prepared<{ position: number }, { seq: number }>((db, { position }) =>
  db
    .selectFrom('change')
    .select('seq')
    .where('seq', '>', position)
    .where('subject', '=', 'keyword')
    .where('kind', '=', 'purged')
    .limit(1),
)

/**
 * Caches ids of artists, collections and keywords by name during an ingest. An entry found in a transaction is kept
 * only after `commit`, because the transaction may have created the record.
 */
export class IdCache {
  // NOTE: a map for each kind, because each keyword of each record is looked up, and joining kind and name would take longer.
  readonly #committed: Found = new Map()
  readonly #uncommitted: Found = new Map()
  readonly #maxEntries: number
  /** How much of the change log was looked through for keywords that were removed; null before the first transaction. */
  #position: number | null = null

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

  /**
   * Forgets everything if a keyword was removed, because another process has merged it. Call it in each transaction that uses
   * the cache: nothing else would keep it from giving assets a keyword that does not exist.
   */
  async forgetIfRemoved(tx: Db): Promise<void> {
    const position = this.#position
    this.#position = await lastPosition(tx)
    if (position !== null && (await removedAfter(tx, { position })).length > 0) this.clear()
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
