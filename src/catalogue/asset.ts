import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import type { AssetTable } from '../db/tables.ts'

/** One picture of the library, with the names of its artist and its collection. */
export type Asset = Selectable<AssetTable> & {
  readonly artist: string | null
  readonly editorialSource: string | null
  readonly collectionCode: string
  readonly collectionName: string
}

export type AssetKeyword = {
  readonly id: number
  readonly type: string
  readonly code: string | null
  readonly text: string
}

const assetsByIds = queryByIds<Asset>((db, ids) =>
  db
    .selectFrom('asset')
    .innerJoin('collection', 'collection.id', 'asset.collectionId')
    .leftJoin('artist', 'artist.id', 'asset.artistId')
    .leftJoin('editorialSource', 'editorialSource.id', 'asset.editorialSourceId')
    .selectAll('asset')
    .select([
      'artist.name as artist',
      'editorialSource.name as editorialSource',
      'collection.code as collectionCode',
      'collection.name as collectionName',
    ])
    .where('asset.id', 'in', ids),
)

const keywordsByIds = queryByIds<AssetKeyword & { assetId: number }>((db, ids) =>
  db
    .selectFrom('assetKeyword')
    .innerJoin('keyword', 'keyword.id', 'assetKeyword.keywordId')
    .select(['assetKeyword.assetId', 'keyword.id', 'keyword.type', 'keyword.code', 'keyword.text'])
    .where('assetKeyword.assetId', 'in', ids)
    .orderBy('assetKeyword.assetId')
    .orderBy('assetKeyword.position'),
)

/** The assets with these ids that exist, by id. */
export async function findAssets(db: Db, ids: readonly number[]): Promise<Map<number, Asset>> {
  if (ids.length === 0) return new Map()
  return new Map((await assetsByIds(db, ids)).map((asset) => [asset.id, asset]))
}

/** The keywords of each of these assets, in the order in which their source gave them. */
export async function findKeywords(
  db: Db,
  assetIds: readonly number[],
): Promise<Map<number, AssetKeyword[]>> {
  const found = new Map<number, AssetKeyword[]>(assetIds.map((id) => [id, []]))
  if (assetIds.length === 0) return found
  for (const { assetId, ...keyword } of await keywordsByIds(db, assetIds)) found.get(assetId)?.push(keyword)
  return found
}
