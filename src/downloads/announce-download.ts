import type { Db } from '../db/database.ts'
import { announce } from '../notices/announce.ts'
import type { NoticedDownload } from '../notices/notice.ts'
import type { Download } from './download.ts'

/** Tells webhooks of a download, in the transaction that records it. */
export function announceDownload(tx: Db, download: Download): Promise<void> {
  const data = { ...noticed(download), is_overage: download.isOverage === 1 }
  const at = new Date(download.atMs)
  return announce(tx, { type: 'download.made', data }, { customerIds: [download.customerId], at })
}

/** Tells webhooks that the charge of a download was given back, in the transaction that records that. */
export function announceRefund(
  tx: Db,
  download: Download,
  { reason, now }: { readonly reason: string; readonly now: Date },
): Promise<void> {
  const data = { ...noticed(download), reason }
  return announce(tx, { type: 'download.refunded', data }, { customerIds: [download.customerId], at: now })
}

const noticed = (download: Download): NoticedDownload => ({
  download_id: download.id,
  asset_id: String(download.assetId),
  asset_type: download.assetType,
  size: download.sizeName,
  product_id: String(download.productId),
  client_id: download.clientId,
  credits: download.credits,
})
