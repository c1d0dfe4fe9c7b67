import type { Db } from '../db/database.ts'
import { readJws } from '../receipts/jws.ts'
import type { Receipt } from '../receipts/receipt.ts'

/** A receipt as it was signed, and what it says. */
export type SignedReceipt = { readonly jws: string; readonly receipt: Receipt }

/** The receipt of a download; null when there is none. */
export async function readReceipt(db: Db, id: string): Promise<SignedReceipt | null> {
  const row = await db.selectFrom('download').select('receipt').where('id', '=', id).executeTakeFirst()
  return row ? { jws: row.receipt, receipt: readJws(row.receipt)!.payload as Receipt } : null
}

/** The receipt of a download of this customer; null when the customer has no such download. */
export async function findReceipt(
  db: Db,
  { id, customerId }: { id: string; customerId: string },
): Promise<SignedReceipt | null> {
  const found = await readReceipt(db, id)
  return found?.receipt.customer.id === customerId ? found : null
}
