import type { Db } from '../db/database.ts'
import type { RecordsPosition } from '../db/tables/changes.ts'
import { currentPosition } from './changes.ts'

/**
 * Returns a function that finds the same as `find`, but asks again only when the records have changed since, by the change
 * log, whoever has written to it. That is for small things that every search needs.
 */
export function whileUnchanged<Value>(find: (db: Db) => Promise<Value>): (db: Db) => Promise<Value> {
  const kept = new WeakMap<Db, { readonly state: RecordsPosition; readonly value: Value }>()
  return async (db) => {
    // NOTE: read before what is found, so that a change in between is noticed at the next call.
    const state = await currentPosition(db)
    const known = kept.get(db)
    if (known?.state.revision === state.revision && known.state.position === state.position)
      return known.value
    const value = await find(db)
    kept.set(db, { state, value })
    return value
  }
}
