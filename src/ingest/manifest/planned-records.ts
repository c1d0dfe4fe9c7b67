import { collectionCode } from '../../catalogue/collections.ts'
import type { Db } from '../../db/database.ts'
import type { KnownCollection, KnownRecord, KnownRecords } from './known-records.ts'

/**
 * The assets that a plan would add, and the events and collections that it would add or change. Later records are decided as if these were in the
 * library.
 */
export class PlannedRecords {
  readonly #records = new Map<string, KnownRecord>()
  readonly #assets = new Set<string>()
  /** By id, by name and by code. */
  readonly #collections = new Map<string, KnownCollection>()
  #lastId = 0

  /** Returns the records of the library with the planned ones in place of their current state. */
  over(known: KnownRecords): KnownRecords {
    return {
      ...known,
      find: (kind, source, value) =>
        this.#records.get(recordKey(kind, source, value)) ?? known.find(kind, source, value),
      add: (kind, source, value, record) => void this.#records.set(recordKey(kind, source, value), record),
      findCollection: async (by) => {
        const planned = this.#collections.get(collectionKey(by))
        if (planned) return planned
        const current = await known.findCollection(by)
        // One that is planned to change was found by a name or code that it will not have any more.
        return current && this.#collections.has(collectionKey({ id: current.id })) ? null : current
      },
    }
  }

  /** Adds an asset with the id that its source gives it. */
  planAsset(source: string, value: string): void {
    this.#assets.add(recordKey('asset', source, value))
  }

  /** Returns whether an asset with this id of its source would be added. */
  hasAsset(source: string, value: string): boolean {
    return this.#assets.has(recordKey('asset', source, value))
  }

  /** Returns an id for a record that does not exist yet; ids of the library are positive. */
  newId(): number {
    this.#lastId--
    return this.#lastId
  }

  /** Adds a collection under its name, or changes its name or code. Returns its id. */
  async planCollection(
    db: Db,
    before: KnownCollection | null,
    { name, code }: { readonly name: string; readonly code: string | null },
  ): Promise<number> {
    if (before && before.name === name && (code === null || before.code === code)) return before.id
    const after = {
      id: before?.id ?? this.newId(),
      name,
      code: code ?? before?.code ?? (await this.#newCode(db, name)),
    }
    for (const part of before ? partsOf(before) : []) this.#collections.delete(collectionKey(part))
    for (const part of partsOf(after)) this.#collections.set(collectionKey(part), after)
    return after.id
  }

  async #newCode(db: Db, name: string): Promise<string> {
    const rows = await db.selectFrom('collection').select('code').execute()
    const planned = this.#collections.values().map(({ code }) => code)
    return collectionCode(name, new Set([...rows.map(({ code }) => code), ...planned]))
  }
}

const recordKey = (kind: string, source: string, value: string) => `${kind}\n${source}\n${value}`

const partsOf = ({ id, name, code }: KnownCollection) => [{ id }, { name }, { code }]

const collectionKey = (by: object) => JSON.stringify(by)
