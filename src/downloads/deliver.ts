import type { BlobStore } from '../blobs/blob-store.ts'
import { findAssets } from '../catalogue/asset.ts'
import { isVisible } from '../catalogue/visibility.ts'
import type { Db } from '../db/database.ts'
import type { Download } from './download.ts'

/** The file of a download. */
export type Delivery = {
  readonly blob: string
  readonly bytes: number
  readonly mediaType: string
  readonly fileName: string
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  tif: 'image/tiff',
  gif: 'image/gif',
  avif: 'image/avif',
  svg: 'image/svg+xml',
}

/** The media type of files with an extension. */
export const mediaTypeOf = (fileType: string): string => MEDIA_TYPES[fileType]!

/** What a delivered file is called. */
export const fileNameOf = ({ assetId, fileType }: Pick<Download, 'assetId' | 'fileType'>): string =>
  `vitrine-${assetId}.${fileType}`

/** The file of a download; null when there is none, or its asset may not be seen any more. */
export async function findDelivery(
  { db, blobs }: { db: Db; blobs: BlobStore },
  downloadId: string,
  now: Date,
): Promise<Delivery | null> {
  const download = await db.selectFrom('download').selectAll().where('id', '=', downloadId).executeTakeFirst()
  if (!download) return null
  const asset = (await findAssets(db, [download.assetId])).get(download.assetId)
  if (!asset || !isVisible(asset, { now, country: null })) return null
  const file = await blobs.open(download.blob, { start: 0, end: 0 })
  if (!file) return null
  file.stream.destroy()
  const { blob, fileType } = download
  return { blob, bytes: file.bytes, mediaType: mediaTypeOf(fileType), fileName: fileNameOf(download) }
}
