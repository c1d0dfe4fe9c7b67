import type { Db } from '../db/database.ts'
import { isKept } from '../db/is-kept.ts'
import type { OrderTable } from '../db/tables/purchases.ts'
import type { DownloadTable } from '../db/tables/rights.ts'

type Whose = { readonly assetId: number; readonly customerId: string; readonly username: string | null }

/** A download of a recalled asset; its id is that of its receipt. */
export type RecalledDownload = Whose &
  Pick<DownloadTable, 'id' | 'atMs' | 'sizeName' | 'width' | 'height' | 'fileType'>

/** An order of a recalled asset; the order may contain other assets. */
export type RecalledOrder = Whose & Pick<OrderTable, 'id' | 'orderedMs' | 'sizeName'>

/** How customers got an asset, oldest first. */
export type Acquired = {
  readonly downloads: readonly RecalledDownload[]
  readonly orders: readonly RecalledOrder[]
}

/** Returns how all customers, or one of them, got assets. */
export async function findAcquired(
  db: Db,
  assetIds: readonly number[],
  customerId: string | null = null,
): Promise<Acquired> {
  let downloads = db
    .selectFrom('download')
    .leftJoin('user', 'user.id', 'download.userId')
    .select(['download.id', 'download.assetId', 'download.customerId', 'download.atMs'])
    .select(['download.sizeName', 'download.width', 'download.height', 'download.fileType'])
    .select('user.username')
    .where('download.assetId', 'in', assetIds)
    .where(isKept)
  let orders = db
    .selectFrom('orderedAsset')
    .innerJoin('customerOrder', 'customerOrder.seq', 'orderedAsset.orderSeq')
    .leftJoin('user', 'user.id', 'customerOrder.userId')
    .select(['customerOrder.id', 'orderedAsset.assetId', 'customerOrder.customerId'])
    .select(['customerOrder.orderedMs', 'customerOrder.sizeName', 'user.username'])
    .where('orderedAsset.assetId', 'in', assetIds)
  if (customerId !== null) {
    downloads = downloads.where('download.customerId', '=', customerId)
    orders = orders.where('customerOrder.customerId', '=', customerId)
  }
  return {
    downloads: await downloads.orderBy('download.seq').execute(),
    orders: await orders.orderBy('customerOrder.orderedMs').orderBy('customerOrder.seq').execute(),
  }
}

/** Returns how one customer got the asset of a recall before that. */
export function acquiredBefore(
  { assetId, atMs }: { readonly assetId: number; readonly atMs: number },
  customerId: string,
  { downloads, orders }: Acquired,
): Acquired {
  const isTheirs = (it: Whose) => it.assetId === assetId && it.customerId === customerId
  return {
    downloads: downloads.filter((it) => isTheirs(it) && it.atMs <= atMs),
    orders: orders.filter((it) => isTheirs(it) && it.orderedMs <= atMs),
  }
}
