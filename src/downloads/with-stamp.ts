import { readJws } from '../receipts/jws.ts'
import type { Receipt } from '../receipts/receipt.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import { assembled, windowed, withShortSpans } from '../receipts/stamp/pieces.ts'
import { stampFile } from '../receipts/stamp/stamp-file.ts'
import type { Delivery } from './delivery.ts'
import type { Download } from './download.ts'

/** Raised when the same receipt gets other bytes, so that no client joins parts of two. */
const STAMP_VERSION = 3

/** A file with the stamp of its receipt, which is put in while it is sent; one that carries no stamp stays as it is. */
export async function withStamp(
  delivery: Delivery,
  { id, receipt }: Download,
  key: ReceiptKey,
): Promise<Delivery> {
  const { file, tag } = delivery
  const content = { read: windowed(file), bytes: file.bytes, sha256: tag }
  const stamped = await stampFile(content, readJws(receipt)!.payload as Receipt, key)
  if (stamped === null) return delivery
  const pieces = await withShortSpans(stamped, content.read)
  return { ...delivery, tag: `${tag}-${id}-${STAMP_VERSION}`, file: assembled(pieces, file) }
}
