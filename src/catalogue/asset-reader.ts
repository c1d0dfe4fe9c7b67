import { LRUCache } from 'lru-cache'
import type { Db } from '../db/database.ts'
import type { RecordsPosition } from '../db/tables/changes.ts'
import { type Asset, findAssets } from './asset.ts'
import { changesAfter, currentPosition } from './changes.ts'
import { ownRecords, type RecordsReader } from './records-reader.ts'

/** Reads assets to show them. */
export type AssetReader = {
  /** Returns those of the assets that exist, by id, as `findAssets` would. */
  read(ids: readonly number[]): Promise<ReadonlyMap<number, Asset>>
  /** Reads what belongs to assets that `read` has returned, and is not older than they are. `find` must only read. */
  readMore<Result>(find: (db: Db) => Promise<Result>): Promise<Result>
  /** Returns what was made of an asset, if that is what `read` would return now; null if nothing is kept. */
  madeOf(asset: Asset): unknown
  /** Keeps what was made of an asset, in place of what was kept of it before, as long as the asset itself is kept. */
  keepMade(asset: Asset, made: object, bytes: number): void
}

/** What is kept of an asset. */
type Kept = { readonly asset: Asset; readonly made: object | null; readonly madeBytes: number }

/** If more has changed since the last read, everything is read again: looking through the changes would take longer. */
const MAX_CHANGES = 1000
/** What an asset takes in memory besides its texts: its columns, and its place in the cache. */
const BYTES_PER_ASSET = 1200
const BYTES_PER_TEXT = 24

/**
 * Returns a reader that keeps the assets that were read last, up to about `maxBytes`; 0 keeps none. Each read asks the change
 * log of `db` first, whoever has written to it, so that what is kept is never older than the read.
 *
 * @param records where the assets are read.
 */
export function assetReader(db: Db, maxBytes: number, records: RecordsReader = ownRecords(db)): AssetReader {
  if (maxBytes === 0) return readingAnew(db, records)
  const kept = new LRUCache<number, Kept>({ maxSize: maxBytes, sizeCalculation: bytesOf })
  /** The state of the records that everything in `kept` is of; replaced by another object when it changes. */
  let state: RecordsPosition = { revision: -1, position: 0 }

  async function forgetChanged(): Promise<void> {
    const latest = await currentPosition(db)
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
        const known = kept.get(id)
        if (known) found.set(id, known.asset)
        else missing.push(id)
      }
      if (missing.length === 0) return found
      const asOf = state
      for (const [id, row] of await records(
        () => asOf,
        (from) => findAssets(from, missing),
      )) {
        const asset = compact(row)
        found.set(id, asset)
        if (asOf === state) kept.set(id, { asset, made: null, madeBytes: 0 })
      }
      return found
    },
    readMore: (find) => records(() => state, find),
    madeOf(asset) {
      const known = kept.peek(asset.id)
      return known?.asset === asset ? known.made : null
    },
    keepMade(asset, made, madeBytes) {
      if (kept.peek(asset.id)?.asset === asset) kept.set(asset.id, { asset, made, madeBytes })
    },
  }
}

/** Returns a reader that keeps nothing. */
function readingAnew(db: Db, records: RecordsReader): AssetReader {
  const read = <Result>(find: (from: Db) => Promise<Result>) => records(() => currentPosition(db), find)
  return {
    read: (ids) => read((from) => findAssets(from, ids)),
    readMore: read,
    madeOf: () => null,
    keepMade() {},
  }
}

/** NOTE: rows as SQLite returns them are hash tables, which take five times the memory of plain objects. */
const compact = (asset: Asset): Asset => ({ ...asset })

/** The memory that an asset takes with what was made of it, rather more than less. */
function bytesOf({ asset, madeBytes }: Kept): number {
  let bytes = BYTES_PER_ASSET + madeBytes
  for (const value of Object.values(asset))
    if (typeof value === 'string') bytes += BYTES_PER_TEXT + 2 * value.length
  return bytes
}
