import type { Db } from '../db/database.ts'
import { readJws } from '../receipts/jws.ts'
import type { Receipt } from '../receipts/receipt.ts'

/** A receipt as it was signed, and what it says. */
export type SignedReceipt = {
  readonly jws: string
  readonly receipt: Receipt
  /** When the charge was given back, which the receipt itself cannot say; null if it was not. */
  readonly refundedMs: number | null
}

/** The receipt of a download; null when there is none. */
export async function readReceipt(db: Db, id: string): Promise<SignedReceipt | null> {
  const row = await db
    .selectFrom('download')
    .leftJoin('refund', 'refund.downloadId', 'download.id')
    .select(['download.receipt', 'refund.atMs as refundedMs'])
    .where('download.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const { receipt: jws, refundedMs } = row
  return { jws, receipt: readJws(jws)!.payload as Receipt, refundedMs }
}

/** The receipt of a download of this customer; null when the customer has no such download. */
export async function findReceipt(
  db: Db,
  { id, customerId }: { id: string; customerId: string },
): Promise<SignedReceipt | null> {
  const found = await readReceipt(db, id)
  return found?.receipt.customer.id === customerId ? found : null
}
