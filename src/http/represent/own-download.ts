import type { Asset } from '../../catalogue/asset.ts'
import { fileNameOf } from '../../downloads/deliver.ts'
import { deliveryPath } from '../../downloads/delivery-link.ts'
import type { HistoryEntry } from '../../downloads/history.ts'
import { receiptPath } from '../../downloads/receipt-link.ts'
import { freeUntilMs } from '../../downloads/repeats.ts'
import { sizeNamed } from '../../renditions/ladder.ts'
import type { ProductType } from '../../rights/terms.ts'
import type { Links } from '../links.ts'
import { time } from './time.ts'

/** What the representation of a download depends on. */
type Context = {
  readonly links: Links
  readonly linkSecret: string
  /** How long a repeat is the same download. */
  readonly windowMs: number
  readonly now: Date
}

/** A download as its user sees it; `asset` is null if it may not be seen any more. */
export function presentOwnDownload(
  download: HistoryEntry,
  asset: Asset | null,
  { links, linkSecret, windowMs, now }: Context,
) {
  const { id, atMs } = download
  const untilMs = freeUntilMs(download, { windowMs, now })
  const isFree = asset !== null && download.refundedMs === null && now.getTime() < untilMs
  return {
    id,
    asset_id: String(download.assetId),
    asset_type: download.assetType,
    title: asset?.title ?? null,
    thumb_uri: asset && links.rendition(asset, sizeNamed('thumb'), false),
    downloaded_at: time(atMs)!,
    free_until: isFree ? time(untilMs) : null,
    size_name: download.sizeName,
    width: download.width,
    height: download.height,
    dpi: download.dpi,
    file_type: download.fileType,
    bytes: download.bytes,
    product_id: download.productId,
    product_type: download.productType as ProductType,
    agreement_name: download.agreementName,
    credits: download.credits,
    is_overage: download.isOverage === 1,
    project_code: download.projectCode,
    download_notes: download.notes,
    file_uri: isFree ? links.api(deliveryPath(linkSecret, id, fileNameOf(download), now)) : null,
    refunded_at: time(download.refundedMs),
    refund_reason: download.refundReason,
    receipt_uri: links.api(receiptPath(linkSecret, id, now)),
  }
}
