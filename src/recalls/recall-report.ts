import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { RecallCustomerTable } from '../db/tables/recalls.ts'
import type { DownloadTable } from '../db/tables/rights.ts'
import type { Recall, RecallNotice } from './recall.ts'

/** A download of a recalled asset; its id is that of its receipt. */
export type RecalledDownload = Pick<
  DownloadTable,
  'id' | 'assetId' | 'customerId' | 'atMs' | 'sizeName' | 'width' | 'height' | 'fileType'
> & { readonly username: string | null }

/** A customer that a recall concerns, with what it downloaded and how it reacted. */
export type ConcernedCustomer = Omit<Selectable<RecallCustomerTable>, 'userId'> & {
  readonly name: string
  /** The user who acknowledged. */
  readonly username: string | null
  readonly downloads: readonly RecalledDownload[]
  readonly notices: readonly RecallNotice[]
}

/** Returns the customers that a recall concerns, by name. */
export async function findConcerned(
  db: Db,
  { id: recallId, assetId, atMs }: Recall,
): Promise<ConcernedCustomer[]> {
  const customers = await db
    .selectFrom('recallCustomer')
    .innerJoin('customer', 'customer.id', 'recallCustomer.customerId')
    .leftJoin('user', 'user.id', 'recallCustomer.userId')
    .selectAll('recallCustomer')
    .select(['customer.name', 'user.username'])
    .where('recallId', '=', recallId)
    .orderBy('customer.name')
    .execute()
  const downloads = (await findDownloadsOf(db, [assetId])).filter((it) => it.atMs <= atMs)
  const notices = await db
    .selectFrom('recallNotice')
    .selectAll()
    .where('recallId', '=', recallId)
    .orderBy('atMs')
    .orderBy('receiver')
    .execute()
  return customers.map(({ userId: _, ...customer }) => ({
    ...customer,
    downloads: downloads.filter(({ customerId }) => customerId === customer.customerId),
    notices: notices.filter(({ customerId }) => customerId === customer.customerId),
  }))
}

/** Returns the downloads of assets, oldest first, by all customers or by one. */
export async function findDownloadsOf(
  db: Db,
  assetIds: readonly number[],
  customerId: string | null = null,
): Promise<RecalledDownload[]> {
  let query = db
    .selectFrom('download')
    .leftJoin('user', 'user.id', 'download.userId')
    .select(['download.id', 'download.assetId', 'download.customerId', 'download.atMs'])
    .select(['download.sizeName', 'download.width', 'download.height', 'download.fileType'])
    .select('user.username')
    .where('download.assetId', 'in', assetIds)
  if (customerId !== null) query = query.where('download.customerId', '=', customerId)
  return query.orderBy('download.seq').execute()
}
