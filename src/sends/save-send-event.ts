import type { Insertable } from 'kysely'
import { findStatedRecord, type SavedRecord } from '../access/stated-record.ts'
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

/** Adds a send event, or replaces the one that the source gave this id before. */
export async function saveSendEvent(
  tx: Db,
  { customer, asset, ...row }: StatedSendEvent,
): Promise<SavedRecord> {
  const found = await findStatedRecord(tx, 'sendEvent', { ...row, customer })
  if (!('customerId' in found)) return found
  const { customerId, seq } = found
  const is = seq === null ? 'added' : 'updated'
  if (asset === null) return { is }
  const ids = await findNamedAssets(tx, row.source, [asset])
  if (!Array.isArray(ids)) return { field: 'asset', ...ids }
  const event = { ...row, customerId, assetId: ids[0]! }
  if (seq === null) await tx.insertInto('sendEvent').values(event).execute()
  else await tx.updateTable('sendEvent').set(event).where('seq', '=', seq).execute()
  return { is }
}
