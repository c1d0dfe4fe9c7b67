import type { Insertable } from 'kysely'
import { findStatedRecord, type SavedRecord } from '../access/stated-record.ts'
import { foldUsername } from '../access/users.ts'
import { findNamedAssets } from '../catalogue/find-named-assets.ts'
import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { OrderTable } from '../db/tables/purchases.ts'
import { noteLateOrder } from '../recalls/late-orders.ts'

/** An order as its source describes it: customer, user and assets are given by their names or ids. */
export type StatedOrder = Omit<Insertable<OrderTable>, 'seq' | 'customerId' | 'userId'> & {
  /** Id or name of the customer. */
  readonly customer: string
  /** Name of the user who ordered. */
  readonly user: string | null
  readonly assets: readonly string[]
}

/**
 * Adds an order, or replaces the one that the source gave this id before. If one of its assets has been recalled since it
 * was ordered, the customer's webhooks are told.
 */
export async function saveOrder(
  tx: Db,
  { customer, user, assets, ...row }: StatedOrder,
  now: Date,
): Promise<SavedRecord> {
  const found = await findStatedRecord(tx, 'customerOrder', { ...row, customer })
  if (!('customerId' in found)) return found
  const { customerId, seq } = found
  const userId = user === null ? null : await findUserId(tx, customerId, user)
  if (user !== null && userId === null)
    return { field: 'user', reason: `The customer has no user '${user}'.` }
  const ids = await findNamedAssets(tx, row.source, assets)
  if (!Array.isArray(ids)) return { field: 'assets', ...ids }
  const order = { ...row, customerId, userId }
  const orderSeq = seq === null ? await insert(tx, order) : await replace(tx, seq, order)
  const rows = ids.map((assetId, position) => ({ orderSeq, position, assetId }))
  for (const one of rows) await insertRows(tx, 'orderedAsset', [one])
  await noteLateOrder(tx, { customerId, assetIds: ids, orderedMs: row.orderedMs, now })
  return { is: seq === null ? 'added' : 'updated' }
}

async function insert(tx: Db, order: Insertable<OrderTable>): Promise<number> {
  return (await tx.insertInto('customerOrder').values(order).returning('seq').executeTakeFirstOrThrow()).seq
}

async function replace(tx: Db, seq: number, order: Insertable<OrderTable>): Promise<number> {
  await tx.updateTable('customerOrder').set(order).where('seq', '=', seq).execute()
  await tx.deleteFrom('orderedAsset').where('orderSeq', '=', seq).execute()
  return seq
}

async function findUserId(db: Db, customerId: string, username: string): Promise<string | null> {
  const user = await db
    .selectFrom('user')
    .select('id')
    .where('customerId', '=', customerId)
    .where('foldedName', '=', foldUsername(username))
    .executeTakeFirst()
  return user?.id ?? null
}
