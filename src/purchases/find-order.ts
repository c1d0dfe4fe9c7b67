import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { OrderTable } from '../db/tables/purchases.ts'

/** An order with its assets, in the order of the record. */
export type Order = Selectable<OrderTable> & { readonly assetIds: readonly number[] }

/** Returns the order of a customer; of several sources with this id, the one of the latest order. Null if there is none. */
export async function findOrder(db: Db, customerId: string, id: string): Promise<Order | null> {
  const order = await db
    .selectFrom('customerOrder')
    .selectAll()
    .where('customerId', '=', customerId)
    .where('id', '=', id)
    .orderBy('orderedMs', 'desc')
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  if (!order) return null
  const assets = await db
    .selectFrom('orderedAsset')
    .select('assetId')
    .where('orderSeq', '=', order.seq)
    .orderBy('position')
    .execute()
  return { ...order, assetIds: assets.map(({ assetId }) => assetId) }
}
