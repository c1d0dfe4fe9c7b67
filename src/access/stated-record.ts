import type { Db } from '../db/database.ts'
import { findCustomerId } from './customers.ts'

/** What identifies a record of a source that belongs to a customer. */
type StatedRecord = {
  readonly source: string
  /** Its id in the source. */
  readonly id: string
  readonly recordHash: string
  /** Id or name of the customer. */
  readonly customer: string
}

/** What happened to such a record, or which of its fields is wrong. */
export type SavedRecord =
  | { readonly is: 'added' | 'updated' | 'unchanged' }
  | { readonly field: string; readonly reason: string }

/**
 * Looks up a record of a source before it is saved. Returns its customer and the number of the row to replace (null if
 * the record is new), or the result if nothing is to be saved.
 */
export async function findStatedRecord(
  tx: Db,
  table: 'customerOrder' | 'sendEvent',
  { source, id, recordHash, customer }: StatedRecord,
): Promise<SavedRecord | { readonly customerId: string; readonly seq: number | null }> {
  const before = await tx
    .selectFrom(table)
    .select(['seq', 'recordHash'])
    .where('source', '=', source)
    .where('id', '=', id)
    .executeTakeFirst()
  if (before?.recordHash === recordHash) return { is: 'unchanged' }
  const customerId = await findCustomerId(tx, customer)
  if (customerId === null)
    return { field: 'customer', reason: `There is no customer '${customer}'; give the id or the name.` }
  return { customerId, seq: before?.seq ?? null }
}
