import type { Db } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { prepared, type Values } from '../db/prepared.ts'
import type { RefundTable } from '../db/tables/rights.ts'
import { announce } from '../notices/announce.ts'
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
  const data = {
    download_id: download.id,
    asset_id: String(download.assetId),
    asset_type: download.assetType,
    size: download.sizeName,
    product_id: String(download.productId),
    client_id: download.clientId,
    credits: download.credits,
    reason,
  }
  await announce(tx, { type: 'download.refunded', data }, { customerIds: [download.customerId], at: now })
}

/** Returns the refund of a download; null if there is none. */
export async function findRefund(db: Db, downloadId: string): Promise<RefundTable | null> {
  const [found] = await refundById(db, { downloadId })
  return found ?? null
}

const refundById = prepared((db, { downloadId }: Values<{ downloadId: string }>) =>
  db.selectFrom('refund').selectAll().where('downloadId', '=', downloadId),
)
