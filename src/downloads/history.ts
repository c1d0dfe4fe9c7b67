import type { Db } from '../db/database.ts'
import type { MediaKind } from '../db/tables/assets.ts'
import type { Download } from './download.ts'

/** A download with what people need to recognise it. */
export type HistoryEntry = Download & {
  readonly productType: string
  readonly agreementName: string
  readonly username: string | null
  readonly firstName: string | null
  readonly middleName: string | null
  readonly lastName: string | null
  /** When the charge was given back, and why; null if it was not. */
  readonly refundedMs: number | null
  readonly refundReason: string | null
}

/** Which downloads of a customer are asked for. */
export type HistoryQuery = {
  readonly customerId: string
  /** Null is all users. */
  readonly userId: string | null
  readonly assetId?: number
  readonly mediaKind?: MediaKind
  readonly productType?: string
  readonly exceptProductType?: string
  readonly fromMs?: number
  readonly toMs?: number
  /** Whether those whose charge was given back belong to it. */
  readonly withRefunded: boolean
  readonly page: { readonly offset: number; readonly size: number }
}

/** Downloads, newest first, with their exact number. */
export async function findDownloads(
  db: Db,
  {
    customerId,
    userId,
    assetId,
    mediaKind,
    productType,
    exceptProductType,
    fromMs,
    toMs,
    withRefunded,
    page,
  }: HistoryQuery,
): Promise<{ total: number; downloads: HistoryEntry[] }> {
  let query = db
    .selectFrom('download')
    .innerJoin('product', 'product.id', 'download.productId')
    .innerJoin('agreement', 'agreement.id', 'download.agreementId')
    .leftJoin('user', 'user.id', 'download.userId')
    .leftJoin('refund', 'refund.downloadId', 'download.id')
    .where('download.customerId', '=', customerId)
  if (userId !== null) query = query.where('download.userId', '=', userId)
  if (assetId !== undefined) query = query.where('download.assetId', '=', assetId)
  if (mediaKind !== undefined) query = query.where('download.assetType', '=', mediaKind)
  if (productType !== undefined) query = query.where('product.type', '=', productType)
  if (exceptProductType !== undefined) query = query.where('product.type', '<>', exceptProductType)
  if (fromMs !== undefined) query = query.where('download.atMs', '>=', fromMs)
  if (toMs !== undefined) query = query.where('download.atMs', '<=', toMs)
  if (!withRefunded) query = query.where('refund.atMs', 'is', null)
  const { count } = await query.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()
  const downloads = await query
    .selectAll('download')
    .select(['product.type as productType', 'agreement.name as agreementName'])
    .select(['user.username', 'user.firstName', 'user.middleName', 'user.lastName'])
    .select(['refund.atMs as refundedMs', 'refund.reason as refundReason'])
    .orderBy('download.seq', 'desc')
    .limit(page.size)
    .offset(page.offset)
    .execute()
  return { total: Number(count), downloads }
}
