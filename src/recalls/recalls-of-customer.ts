import type { Db } from '../db/database.ts'
import type { Recall } from './recall.ts'
import { findDownloadsOf, type RecalledDownload } from './recall-report.ts'

/** A recall as a customer that it concerns may see it. */
export type CustomerRecall = Recall & {
  readonly acknowledgedMs: number | null
  readonly note: string | null
  /** What the customer downloaded. */
  readonly downloads: readonly RecalledDownload[]
}

/** Returns recalls that concern a customer, latest first, and their number. */
export async function findRecallsOf(
  db: Db,
  customerId: string,
  { recallId, page }: { recallId?: number; page: { offset: number; size: number } },
): Promise<{ total: number; recalls: CustomerRecall[] }> {
  let query = db
    .selectFrom('recallCustomer')
    .innerJoin('recall', 'recall.id', 'recallCustomer.recallId')
    .where('recallCustomer.customerId', '=', customerId)
  if (recallId !== undefined) query = query.where('recall.id', '=', recallId)
  const { count } = await query.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()
  const found = await query
    .selectAll('recall')
    .select(['recallCustomer.acknowledgedMs', 'recallCustomer.note'])
    .orderBy('recall.id', 'desc')
    .limit(page.size)
    .offset(page.offset)
    .execute()
  const ids = [...new Set(found.map(({ assetId }) => assetId))]
  const downloads = ids.length === 0 ? [] : await findDownloadsOf(db, ids, customerId)
  return {
    total: Number(count),
    recalls: found.map((recall) => ({
      ...recall,
      downloads: downloads.filter(({ assetId, atMs }) => assetId === recall.assetId && atMs <= recall.atMs),
    })),
  }
}
