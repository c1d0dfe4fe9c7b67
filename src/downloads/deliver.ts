import { findAssets } from '../catalogue/asset.ts'
import type { DownloadSizeName } from '../catalogue/download-sizes.ts'
import { isVideoSizeName } from '../catalogue/video-sizes.ts'
import { isVisible } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import { isProblem } from '../lib/problem.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { mediaTypeOf } from '../media/media-types.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import { openOriginal } from '../renditions/original.ts'
import type { Delivered, Delivery, Unfinished } from './delivery.ts'
import type { Download } from './download.ts'
import { findVideoSize } from './find-video-size.ts'
import type { FileServices } from './prepare-file.ts'
import { findRefund } from './refund.ts'
import { withStamp } from './with-stamp.ts'

/** What a delivered file is called. */
export const fileNameOf = ({ assetId, fileType }: Pick<Download, 'assetId' | 'fileType'>): string =>
  `vitrine-${assetId}.${fileType}`

/**
 * Finds what the link to a download leads to: its file, with its stamp, unless its asset may not be seen any more. A size
 * that was evicted is made again, from the original that was downloaded and not from one that has replaced it since. Its
 * bytes, and so the key, may be others if it was made by another version of the program.
 */
export async function findDelivery(
  services: FileServices & { readonly db: Db; readonly receiptKey: ReceiptKey },
  downloadId: string,
  now: Date,
): Promise<Delivered> {
  const { db, receiptKey } = services
  const [download] = await downloadById(db, { id: downloadId })
  if (!download) return { is: 'gone' }
  const asset = (await findAssets(db, [download.assetId])).get(download.assetId)
  if (!asset || !isVisible(asset, { now, country: null })) return { is: 'gone' }
  const refund = download.blob === null ? await findRefund(db, downloadId) : null
  if (refund !== null) return { is: 'refunded', reason: refund.reason }
  const found = await findFile(services, download, now)
  if (found === null) return { is: 'gone' }
  if ('unfinished' in found) return { is: 'unfinished', ...found }
  const delivery = { ...found, mediaType: mediaTypeOf(download.fileType), fileName: fileNameOf(download) }
  const stamped = withStamp(delivery, download, receiptKey).catch(async (error) => {
    await delivery.file.close()
    throw error
  })
  return { is: 'file', delivery: await stamped }
}

const downloadById = prepared((db, { id }: Values<{ id: string }>) =>
  db.selectFrom('download').selectAll().where('id', '=', id),
)

type FoundFile = Pick<Delivery, 'tag' | 'file'>

/** The file without a stamp; null when it is missing or incomplete. */
async function findFile(
  services: FileServices & { readonly db: Db },
  download: Download,
  now: Date,
): Promise<FoundFile | { unfinished: Unfinished } | null> {
  const { db, blobs } = services
  const { assetId, originalBlob, sizeName, blob, bytes } = download
  if (isVideoSizeName(sizeName)) return findVideoSize(services, { originalBlob, sizeName }, now)
  const [master] = await placeOf(db, { assetId, blob: originalBlob })
  const original = { blob: originalBlob, inPlace: master?.inPlace ?? null }
  const isOriginal = blob === originalBlob
  const made = { ...download, blob: blob!, bytes: bytes! }
  const found = isOriginal ? made : await findMade(services, made, original)
  if (found === null) return null
  const file = await (isOriginal ? openOriginal(blobs, original) : blobs.open(found.blob))
  if (file?.bytes === found.bytes) return { tag: found.blob, file }
  await file?.close()
  return null
}

/** Where the file of an asset is used in place, unless another one has replaced it. */
const placeOf = prepared((db, { assetId, blob }: Values<{ assetId: number; blob: string }>) =>
  db.selectFrom('master').select('inPlace').where('assetId', '=', assetId).where('blob', '=', blob),
)

/** Finds or makes the file of a size of an image; null when its original is missing. */
async function findMade(
  { blobs, findDownloadFile }: FileServices,
  {
    blob,
    bytes,
    rasterHash,
    sizeName,
  }: Pick<Download, 'rasterHash' | 'sizeName'> & { blob: string; bytes: number },
  original: { blob: string; inPlace: string | null },
): Promise<{ blob: string; bytes: number } | null> {
  if (await blobs.has(blob, bytes)) return { blob, bytes }
  return findDownloadFile({ ...original, rasterHash }, sizeName as DownloadSizeName).catch((error) => {
    if (isProblem(error, 'OriginalNotFound') || error instanceof MediaProblem) return null
    throw error
  })
}
