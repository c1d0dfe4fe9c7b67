import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'

/**
 * Makes recalls concern a customer whose order of the assets is recorded only after them. Customers who ordered after a
 * recall are not concerned.
 */
export async function noteLateOrder(
  tx: Db,
  { customerId, assetIds, orderedMs }: { customerId: string; assetIds: readonly number[]; orderedMs: number },
): Promise<void> {
  const recalls = await tx
    .selectFrom('recall')
    .select('id')
    .where('assetId', 'in', assetIds)
    .where('atMs', '>=', orderedMs)
    .where('id', 'not in', (of) =>
      of.selectFrom('recallCustomer').select('recallId').where('customerId', '=', customerId),
    )
    .execute()
  for (const { id } of recalls) await insertRows(tx, 'recallCustomer', [{ recallId: id, customerId }])
}
