import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { RefundTable } from '../db/tables/rights.ts'
import { announceRefund } from './announce-download.ts'
import { uncharge } from './charge.ts'
import type { Download } from './download.ts'

/**
 * Gives the charge of a download back, because its file could not be made, and tells webhooks of it. Call it once for a
 * download, in the transaction that found it without a refund.
 */
export async function refundDownload(
  tx: Db,
  download: Download,
  { reason, now }: { readonly reason: string; readonly now: Date },
): Promise<void> {
  await insertRows(tx, 'refund', [{ downloadId: download.id, reason, atMs: now.getTime() }])
  await uncharge(tx, download)
  await announceRefund(tx, download, { reason, now })
}

/** Returns the refund of a download; null if there is none. */
export async function findRefund(db: Db, downloadId: string): Promise<RefundTable | null> {
  const [found] = await refundById(db, { downloadId })
  return found ?? null
}

const refundById = prepared((db, { downloadId }: Values<{ downloadId: string }>) =>
  db.selectFrom('refund').selectAll().where('downloadId', '=', downloadId),
)
