import { type Asset, findAssets } from '../catalogue/asset.ts'
import type { DownloadSizeName } from '../catalogue/download-sizes.ts'
import { isVisible } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import { prepared, type Values } from '../db/prepared.ts'
import { isProblem } from '../lib/problem.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { mediaTypeOf } from '../media/media-types.ts'
import type { ReceiptKey } from '../receipts/receipt-key.ts'
import { openOriginal } from '../renditions/original.ts'
import type { Delivery } from './delivery.ts'
import type { Download } from './download.ts'
import type { FileServices } from './prepare-file.ts'
import { withStamp } from './with-stamp.ts'

/** What a delivered file is called. */
export const fileNameOf = ({ assetId, fileType }: Pick<Download, 'assetId' | 'fileType'>): string =>
  `vitrine-${assetId}.${fileType}`

/**
 * The file of a download, with its stamp; null when there is none, or its asset may not be seen any more. A size that was evicted from the
 * renditions is made again, from the original that was downloaded and not from one that has replaced it since. Its bytes,
 * and so the key, may be others if it was made by another version of the program.
 */
export async function findDelivery(
  services: FileServices & { readonly db: Db; readonly receiptKey: ReceiptKey },
  downloadId: string,
  now: Date,
): Promise<Delivery | null> {
  const { db, receiptKey } = services
  const [download] = await downloadById(db, { id: downloadId })
  if (!download) return null
  const asset = (await findAssets(db, [download.assetId])).get(download.assetId)
  if (!asset || !isVisible(asset, { now, country: null })) return null
  const delivery = await findFile(services, download, asset)
  return (
    delivery &&
    withStamp(delivery, download, receiptKey).catch(async (error) => {
      await delivery.file.close()
      throw error
    })
  )
}

const downloadById = prepared((db, { id }: Values<{ id: string }>) =>
  db.selectFrom('download').selectAll().where('id', '=', id),
)

/** The file without a stamp; null when it is missing or incomplete. */
async function findFile(services: FileServices, download: Download, asset: Asset): Promise<Delivery | null> {
  const { blobs } = services
  const { fileType, originalBlob } = download
  const original = { blob: originalBlob, inPlace: asset.blob === originalBlob ? asset.inPlace : null }
  const isOriginal = download.blob === originalBlob
  const found = isOriginal ? download : await findMade(services, download, original)
  if (found === null) return null
  const file = await (isOriginal ? openOriginal(blobs, original) : blobs.open(found.blob))
  if (file?.bytes === found.bytes)
    return { tag: found.blob, mediaType: mediaTypeOf(fileType), fileName: fileNameOf(download), file }
  await file?.close()
  return null
}

/** Finds or makes the file of a size; null when its original is missing. */
async function findMade(
  { blobs, findDownloadFile }: FileServices,
  { blob, bytes, rasterHash, sizeName }: Download,
  original: { blob: string; inPlace: string | null },
): Promise<{ blob: string; bytes: number } | null> {
  if (await blobs.has(blob, bytes)) return { blob, bytes }
  return findDownloadFile({ ...original, rasterHash }, sizeName as DownloadSizeName).catch((error) => {
    if (isProblem(error, 'OriginalNotFound') || error instanceof MediaProblem) return null
    throw error
  })
}
