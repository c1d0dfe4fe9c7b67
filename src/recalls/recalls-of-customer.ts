import type { Db } from '../db/database.ts'
import { type Acquired, acquiredBefore, findAcquired } from './acquired.ts'
import type { Recall } from './recall.ts'

/** A recall as a customer that it concerns may see it, with how the customer got the asset. */
export type CustomerRecall = Recall &
  Acquired & {
    readonly acknowledgedMs: number | null
    readonly note: string | null
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
  if (found.length === 0) return { total: Number(count), recalls: [] }
  const ids = [...new Set(found.map(({ assetId }) => assetId))]
  const acquired = await findAcquired(db, ids, customerId)
  return {
    total: Number(count),
    recalls: found.map((recall) => ({ ...recall, ...acquiredBefore(recall, customerId, acquired) })),
  }
}
