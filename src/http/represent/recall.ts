import type { RecalledDownload, RecalledOrder } from '../../recalls/acquired.ts'
import type { CustomerRecall } from '../../recalls/recalls-of-customer.ts'
import { time } from './time.ts'

/** A recall as its customer sees it. */
export const presentRecall = ({ downloads, orders, ...recall }: CustomerRecall) => ({
  id: recall.id,
  asset_id: String(recall.assetId),
  title: recall.title,
  reason: recall.reason,
  date_recalled: time(recall.atMs)!,
  date_acknowledged: time(recall.acknowledgedMs),
  note: recall.note,
  downloads: downloads.map(presentDownload),
  orders: orders.map(presentOrder),
})

const presentDownload = (download: RecalledDownload) => ({
  receipt_id: download.id,
  date_downloaded: time(download.atMs)!,
  username: download.username,
  size_name: download.sizeName,
  width: download.width,
  height: download.height,
  file_type: download.fileType,
})

const presentOrder = (order: RecalledOrder) => ({
  order_id: order.id,
  date_ordered: time(order.orderedMs)!,
  username: order.username,
  size_name: order.sizeName,
})
