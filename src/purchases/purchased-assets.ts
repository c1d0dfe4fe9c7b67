import type { Db } from '../db/database.ts'
import { isKept } from '../db/is-kept.ts'
import type { MediaKind } from '../db/tables/assets.ts'

/** An asset that was purchased by itself: ordered, or licensed with credits. */
export type PurchasedAsset = {
  readonly assetId: number
  readonly assetType: MediaKind
  /** The length of the file, if it was licensed with credits. */
  readonly bytes: number | null
  readonly atMs: number
  readonly licenseModel: string | null
  /** Null if it was licensed with credits. */
  readonly orderId: string | null
  readonly purchasedBy: string | null
  readonly sizeName: string | null
}

/** Which purchases of a customer to list; both times are included. */
export type PurchaseQuery = {
  readonly customerId: string
  /** Null for all users, and orders that name none. */
  readonly userId: string | null
  readonly fromMs: number | null
  readonly toMs: number | null
  readonly page: { readonly offset: number; readonly size: number }
}

/** Lists purchased assets, latest first, with their exact number. */
export async function findPurchasedAssets(
  db: Db,
  { page, ...query }: PurchaseQuery,
): Promise<{ total: number; purchases: PurchasedAsset[] }> {
  const all = ordered(db, query).unionAll(paidWithCredits(db, query))
  const { count } = await db
    .selectFrom(all.as('purchase'))
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  const purchases = await db
    .selectFrom(all.as('purchase'))
    .select(['assetId', 'assetType', 'bytes', 'atMs', 'licenseModel', 'orderId', 'purchasedBy', 'sizeName'])
    .orderBy('atMs', 'desc')
    .orderBy('kind')
    .orderBy('number', 'desc')
    .orderBy('position')
    .limit(page.size)
    .offset(page.offset)
    .execute()
  return { total: Number(count), purchases }
}

type Which = Omit<PurchaseQuery, 'page'>

function ordered(db: Db, { customerId, userId, fromMs, toMs }: Which) {
  let query = db
    .selectFrom('customerOrder')
    .innerJoin('orderedAsset', 'orderedAsset.orderSeq', 'customerOrder.seq')
    .leftJoin('user', 'user.id', 'customerOrder.userId')
    .leftJoin('asset', 'asset.id', 'orderedAsset.assetId')
    .select(['orderedAsset.assetId', 'customerOrder.orderedMs as atMs', 'customerOrder.licenseModel'])
    .select((eb) => [
      // What kind a purged asset was is not known any more.
      eb.fn.coalesce('asset.mediaKind', eb.val<MediaKind>('image')).as('assetType'),
      eb.lit(null).$castTo<number | null>().as('bytes'),
      eb.ref('customerOrder.id').$castTo<string | null>().as('orderId'),
      eb.fn.coalesce('customerOrder.orderedBy', 'user.username').as('purchasedBy'),
      'customerOrder.sizeName',
      eb.lit(1).$castTo<number>().as('kind'),
      'customerOrder.seq as number',
      'orderedAsset.position',
    ])
    .where('customerOrder.customerId', '=', customerId)
  if (userId !== null) query = query.where('customerOrder.userId', '=', userId)
  if (fromMs !== null) query = query.where('customerOrder.orderedMs', '>=', fromMs)
  if (toMs !== null) query = query.where('customerOrder.orderedMs', '<=', toMs)
  return query
}

function paidWithCredits(db: Db, { customerId, userId, fromMs, toMs }: Which) {
  let query = db
    .selectFrom('download')
    .innerJoin('product', 'product.id', 'download.productId')
    .leftJoin('user', 'user.id', 'download.userId')
    .select(['download.assetId', 'download.atMs', 'download.licenseModel'])
    .select((eb) => [
      'download.assetType',
      eb.ref('download.bytes').$castTo<number | null>().as('bytes'),
      eb.val<string | null>(null).as('orderId'),
      'user.username as purchasedBy',
      eb.ref('download.sizeName').$castTo<string | null>().as('sizeName'),
      eb.lit(2).$castTo<number>().as('kind'),
      'download.seq as number',
      eb.lit(0).$castTo<number>().as('position'),
    ])
    .where('download.customerId', '=', customerId)
    .where('product.type', '=', 'creditpack')
    .where(isKept)
  if (userId !== null) query = query.where('download.userId', '=', userId)
  if (fromMs !== null) query = query.where('download.atMs', '>=', fromMs)
  if (toMs !== null) query = query.where('download.atMs', '<=', toMs)
  return query
}
