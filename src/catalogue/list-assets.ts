import type { Db } from '../db/database.ts'
import { type Asset, findAssets, findExternalIds, findFiles } from './asset.ts'
import { type AssetState, stateOf } from './visibility.ts'

/** An asset as `vitrine assets list` shows it. */
export type ListedAsset = {
  readonly asset: Asset
  readonly state: AssetState
  readonly sourceIds: readonly (readonly [source: string, id: string])[]
  readonly files: readonly string[]
}

const BATCH = 500

/** Yields the ids of all assets of the library in batches, in ascending order, including hidden ones. */
export async function* assetIds(db: Db): AsyncGenerator<number[]> {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('asset')
      .select('id')
      .where('id', '>', last)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    const end = rows.at(-1)
    if (!end) return
    last = end.id
    yield rows.map(({ id }) => id)
  }
}

/** Yields all assets of the library in the order of their ids, including hidden ones. They are read in batches. */
export async function* listAssets(db: Db, now: Date): AsyncGenerator<ListedAsset> {
  for await (const ids of assetIds(db)) {
    const [assets, sourceIds, files] = await Promise.all([
      findAssets(db, ids),
      findExternalIds(db, ids),
      findFiles(db, ids),
    ])
    for (const id of ids) {
      const asset = assets.get(id)
      // It may have been purged in the meantime.
      if (!asset) continue
      yield {
        asset,
        state: stateOf(asset, now),
        sourceIds: sourceIds.get(id) ?? [],
        files: files.get(id) ?? [],
      }
    }
  }
}
