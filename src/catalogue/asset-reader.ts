import { LRUCache } from 'lru-cache'
import type { Db } from '../db/database.ts'
import type { RecordsPosition } from '../db/tables/changes.ts'
import { type Asset, findAssets } from './asset.ts'
import { changesAfter, recordsPosition } from './changes.ts'

/** Reads assets to show them. */
export type AssetReader = {
  /** Returns those of the assets that exist, by id, as `findAssets` would. */
  read(ids: readonly number[]): Promise<ReadonlyMap<number, Asset>>
}

/** If more has changed since the last read, everything is read again: looking through the changes would take longer. */
const MAX_CHANGES = 1000
/** What an asset takes in memory besides its texts: its columns, and its place in the cache. */
const BYTES_PER_ASSET = 1200
const BYTES_PER_TEXT = 24

/**
 * Returns a reader that keeps the assets that were read last, up to about `maxBytes`; 0 keeps none. Each read asks the change
 * log first, whoever has written to it, so that what is kept is never older than the read.
 */
export function assetReader(db: Db, maxBytes: number): AssetReader {
  if (maxBytes === 0) return { read: (ids) => findAssets(db, ids) }
  const kept = new LRUCache<number, Asset>({ maxSize: maxBytes, sizeCalculation: bytesOf })
  /** The state of the records that everything in `kept` is of; replaced by another object when it changes. */
  let state: RecordsPosition = { revision: -1, position: 0 }

  async function forgetChanged(): Promise<void> {
    const latest = await recordsPosition(db)
    // NOTE: a read that began earlier may get here later, with a state that is older.
    if (latest.revision < state.revision) return
    if (latest.revision > state.revision) return forgetAll(latest)
    const { position } = state
    if (latest.position <= position) return
    const changes = await changesAfter(db, { position, limit: MAX_CHANGES + 1 })
    if (latest.revision !== state.revision) return
    if (changes.length > MAX_CHANGES) return forgetAll(latest)
    // A change of a collection is logged for each of its assets, too.
    for (const { subject, subjectId } of changes) if (subject === 'asset') kept.delete(subjectId)
    state = { ...latest, position: Math.max(state.position, latest.position) }
  }

  function forgetAll(latest: RecordsPosition): void {
    kept.clear()
    state = latest
  }

  return {
    async read(ids) {
      await forgetChanged()
      const found = new Map<number, Asset>()
      const missing: number[] = []
      for (const id of ids) {
        const asset = kept.get(id)
        if (asset) found.set(id, asset)
        else missing.push(id)
      }
      const asOf = state
      for (const [id, asset] of await findAssets(db, missing)) {
        found.set(id, asset)
        if (asOf === state) kept.set(id, compact(asset))
      }
      return found
    },
  }
}

/** NOTE: rows as SQLite returns them are hash tables, which take five times the memory of plain objects. */
const compact = (asset: Asset): Asset => ({ ...asset })

/** The memory that an asset takes, rather more than less. */
function bytesOf(asset: Asset): number {
  let bytes = BYTES_PER_ASSET
  for (const value of Object.values(asset))
    if (typeof value === 'string') bytes += BYTES_PER_TEXT + 2 * value.length
  return bytes
}
