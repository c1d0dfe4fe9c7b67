import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { announceToCustomer } from '../notices/announce.ts'
import { noticeOf } from './recall.ts'

/**
 * Makes recalls concern a customer whose order of the assets is recorded only after them, and tells the customer's webhooks.
 * Customers who ordered after a recall are not concerned.
 */
export async function noteLateOrder(
  tx: Db,
  {
    customerId,
    assetIds,
    orderedMs,
    now,
  }: { customerId: string; assetIds: readonly number[]; orderedMs: number; now: Date },
): Promise<void> {
  const recalls = await tx
    .selectFrom('recall')
    .selectAll()
    .where('assetId', 'in', assetIds)
    .where('atMs', '>=', orderedMs)
    .where('id', 'not in', (of) =>
      of.selectFrom('recallCustomer').select('recallId').where('customerId', '=', customerId),
    )
    .orderBy('id')
    .execute()
  for (const recall of recalls) {
    await insertRows(tx, 'recallCustomer', [{ recallId: recall.id, customerId }])
    await announceToCustomer(tx, noticeOf(recall), { customerId, at: now })
  }
}
