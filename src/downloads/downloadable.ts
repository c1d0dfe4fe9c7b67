import type { Asset } from '../catalogue/asset.ts'
import { isVisible, type Viewer } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { MasterTable, MediaKind } from '../db/tables/assets.ts'

/** What of an asset decides who may download it in which sizes and for what price, and what the receipt says. */
const ASSET_COLUMNS = [
  'id',
  'mediaKind',
  'family',
  'licenseModel',
  'istockLicenses',
  'withdrawnMs',
  'visibleFromMs',
  'visibleUntilMs',
  'territories',
  'frameWidth',
  'frameHeight',
  'title',
  'creditLine',
  'copyright',
  'webStatement',
  'licensors',
  'copyrightOwners',
] as const
const MASTER_COLUMNS = ['blob', 'bytes', 'width', 'height', 'fileType', 'rasterHash'] as const

/** The part of an asset that downloads need: reading a third of its columns takes half the time. */
export type Downloadable = Pick<
  Asset,
  | (typeof ASSET_COLUMNS)[number]
  | (typeof MASTER_COLUMNS)[number]
  | 'artist'
  | 'brand'
  | 'collectionCode'
  | 'collectionTerritories'
> &
  Pick<MasterTable, 'inPlace'>

/** Returns the asset of this kind with this id if the viewer may see it, else null; so does a null id. */
export async function findDownloadable(
  db: Db,
  { mediaKind, id }: { readonly mediaKind: MediaKind; readonly id: number | null },
  viewer: Viewer,
): Promise<Downloadable | null> {
  if (id === null) return null
  const [asset] = await downloadableById(db, { id, mediaKind })
  return asset && isVisible(asset, viewer) ? asset : null
}

const downloadableById = prepared<{ id: number; mediaKind: MediaKind }, Downloadable>(
  (db, { id, mediaKind }: Values<{ id: number; mediaKind: MediaKind }>) =>
    db
      .selectFrom('asset')
      .innerJoin('collection', 'collection.id', 'asset.collectionId')
      .leftJoin('artist', 'artist.id', 'asset.artistId')
      .leftJoin('master', 'master.assetId', 'asset.id')
      .select(ASSET_COLUMNS.map((name) => `asset.${name}` as const))
      .select([...MASTER_COLUMNS.map((name) => `master.${name}` as const), 'master.inPlace'])
      .select((eb) => eb.fn.coalesce('asset.artistWritten', 'artist.name').as('artist'))
      .select(['collection.brand', 'collection.code as collectionCode'])
      .select('collection.territories as collectionTerritories')
      .where('asset.id', '=', id)
      .where('asset.mediaKind', '=', mediaKind),
)
