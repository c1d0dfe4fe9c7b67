import type { Db } from '../db/database.ts'
import { announce } from '../notices/announce.ts'
import type { Download } from './download.ts'

/** Tells webhooks of a download, in the transaction that records it. */
export async function announceDownload(tx: Db, download: Download): Promise<void> {
  const { customerId, atMs } = download
  const data = {
    download_id: download.id,
    asset_id: String(download.assetId),
    asset_type: download.assetType,
    size: download.sizeName,
    product_id: String(download.productId),
    client_id: download.clientId,
    credits: download.credits,
    is_overage: download.isOverage === 1,
  }
  await announce(
    tx,
    { type: 'download.made', data },
    {
      customerIds: [customerId],
      at: new Date(atMs),
    },
  )
}
