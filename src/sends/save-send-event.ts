import type { Insertable } from 'kysely'
import { findCustomerId } from '../access/customers.ts'
import { findNamedAssets } from '../catalogue/find-named-assets.ts'
import type { Db } from '../db/database.ts'
import type { SendEventTable } from '../db/tables/sends.ts'

/** A send event as its source describes it: customer and asset are given by their names or ids. */
export type StatedSendEvent = Omit<Insertable<SendEventTable>, 'seq' | 'customerId' | 'assetId'> & {
  /** Id or name of the customer. */
  readonly customer: string
  /** Null in a plan that adds the asset: it is not in the library yet. */
  readonly asset: string | null
}

/** What happened to a send event, or which of its fields is wrong. */
export type SavedSendEvent =
  | { readonly is: 'added' | 'updated' | 'unchanged' }
  | { readonly field: string; readonly reason: string }

/** Adds a send event, or replaces the one that the source gave this id before. */
export async function saveSendEvent(
  tx: Db,
  { customer, asset, ...row }: StatedSendEvent,
): Promise<SavedSendEvent> {
  const before = await tx
    .selectFrom('sendEvent')
    .select(['seq', 'recordHash'])
    .where('source', '=', row.source)
    .where('id', '=', row.id)
    .executeTakeFirst()
  if (before?.recordHash === row.recordHash) return { is: 'unchanged' }
  const customerId = await findCustomerId(tx, customer)
  if (customerId === null)
    return { field: 'customer', reason: `There is no customer '${customer}'; give the id or the name.` }
  const is = before === undefined ? 'added' : 'updated'
  if (asset === null) return { is }
  const ids = await findNamedAssets(tx, row.source, [asset])
  if (!Array.isArray(ids)) return { field: 'asset', ...ids }
  const event = { ...row, customerId, assetId: ids[0]! }
  if (before === undefined) await tx.insertInto('sendEvent').values(event).execute()
  else await tx.updateTable('sendEvent').set(event).where('seq', '=', before.seq).execute()
  return { is }
}
