import type { Order } from '../../purchases/find-order.ts'
import type { PurchasedAsset } from '../../purchases/purchased-assets.ts'
import type { Links } from '../links.ts'
import { time } from './time.ts'

/** A purchased asset in the format of the contract (8.6). */
export const presentPurchase = (
  { assetId, assetType, atMs, bytes, licenseModel, orderId, purchasedBy, sizeName }: PurchasedAsset,
  { thumb, links }: { thumb: string | null; links: Links },
) => ({
  asset_id: String(assetId),
  asset_type: assetType,
  date_purchased: time(atMs)!,
  download_uri: links.api(`/v3/downloads/${assetType}s/${assetId}`),
  file_size_in_bytes: bytes === null ? null : String(bytes),
  license_model: licenseModel,
  order_id: orderId,
  purchased_by: purchasedBy,
  size_name: sizeName,
  thumb_uri: thumb,
})

/** An order in the format of the contract (8.6). */
export const presentOrder = (order: Order) => ({
  id: order.id,
  invoice_number: order.invoiceNumber,
  order_date: time(order.orderedMs)!,
  end_client: order.endClient,
  notes: {
    licensee_name: order.licenseeName,
    ordered_by: order.orderedBy,
    project_title: order.projectTitle,
    purchase_order_number: order.purchaseOrderNumber,
  },
  assets: order.assetIds.map((id) => ({ id: String(id) })),
})
