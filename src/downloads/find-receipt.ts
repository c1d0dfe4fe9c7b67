import type { Db } from '../db/database.ts'
import { readJws } from '../receipts/jws.ts'
import type { Receipt } from '../receipts/receipt.ts'

/** A receipt as it was signed, and what it says. */
export type SignedReceipt = { readonly jws: string; readonly receipt: Receipt }

/** The receipt of a download of this customer; null when the customer has no such download. */
export async function findReceipt(
  db: Db,
  { id, customerId }: { id: string; customerId: string },
): Promise<SignedReceipt | null> {
  const row = await db
    .selectFrom('download')
    .select('receipt')
    .where('id', '=', id)
    .where('customerId', '=', customerId)
    .executeTakeFirst()
  return row ? { jws: row.receipt, receipt: readJws(row.receipt)!.payload as Receipt } : null
}
