import type { Asset } from '../catalogue/asset.ts'
import { findVisibleAssets } from '../catalogue/find-visible.ts'
import { type Viewer, visibleTo } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'

/** An asset on a board. */
export type BoardAsset = { readonly asset: Asset; readonly addedMs: number }

/** Finds all assets on a board that the viewer may see, in their order, without a query for each. */
export async function findBoardAssets(db: Db, boardId: string, viewer: Viewer): Promise<BoardAsset[]> {
  const rows = await db
    .selectFrom('boardAsset')
    .select(['assetId', 'addedMs'])
    .where('boardId', '=', boardId)
    .orderBy('position')
    .orderBy('assetId')
    .execute()
  return toBoardAssets(db, rows, viewer)
}

/** Finds one page of them, and how many there are. */
export async function findBoardAssetPage(
  db: Db,
  boardId: string,
  { viewer, page }: { viewer: Viewer; page: { readonly offset: number; readonly size: number } },
): Promise<{ total: number; assets: BoardAsset[] }> {
  const visible = db
    .selectFrom('boardAsset')
    .innerJoin('asset', 'asset.id', 'boardAsset.assetId')
    .innerJoin('collection', 'collection.id', 'asset.collectionId')
    .where('boardAsset.boardId', '=', boardId)
    .where(visibleTo(viewer))
  const { count } = await visible.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()
  const rows = await visible
    .select(['boardAsset.assetId', 'boardAsset.addedMs'])
    .orderBy('boardAsset.position')
    .orderBy('boardAsset.assetId')
    .limit(page.size)
    .offset(page.offset)
    .execute()
  return { total: Number(count), assets: await toBoardAssets(db, rows, viewer) }
}

async function toBoardAssets(
  db: Db,
  rows: readonly { assetId: number; addedMs: number }[],
  viewer: Viewer,
): Promise<BoardAsset[]> {
  const times = new Map(rows.map(({ assetId, addedMs }) => [assetId, addedMs]))
  const assets = await findVisibleAssets(db, [...times.keys()], viewer)
  return assets.map((asset) => ({ asset, addedMs: times.get(asset.id)! }))
}
