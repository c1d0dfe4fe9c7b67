import type { BlobStore } from '../blobs/blob-store.ts'
import { isVideoSizeName } from '../catalogue/video-sizes.ts'
import type { Db } from '../db/database.ts'
import { Problem } from '../lib/problem.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { hasOriginal } from '../renditions/original.ts'
import type { FindDownloadFile } from '../renditions/rendition.ts'
import { requestTranscode } from '../transcodes/request-transcode.ts'
import { fileOf, findTranscode } from '../transcodes/transcode.ts'
import type { Downloadable } from './downloadable.ts'
import type { OfferedSize } from './offered-sizes.ts'

/** The bytes of a download; null for a size of a video that has yet to be made. */
export type PreparedFile =
  | { readonly blob: string; readonly bytes: number }
  | { readonly blob: null; readonly bytes: null }

const NOT_MADE: PreparedFile = { blob: null, bytes: null }

/** What making files needs. */
export type FileServices = {
  readonly blobs: BlobStore
  /** Sizes of videos. */
  readonly transcodes: BlobStore
  readonly findDownloadFile: FindDownloadFile
}

/** For how long a size of a video that could not be made is refused before it is tried again. */
const FAILED_MS = 3_600_000

/**
 * Makes sure that the file of a size can be delivered: now, or when a size of a video has been made.
 *
 * @throws Problem OriginalNotFound when the original is missing, or cannot be rendered in this size.
 */
export async function prepareFile(
  { db, blobs, transcodes, findDownloadFile }: FileServices & { readonly db: Db },
  asset: Pick<Downloadable, 'blob' | 'bytes' | 'inPlace' | 'rasterHash'>,
  size: OfferedSize,
  now: Date,
): Promise<PreparedFile> {
  const [blob, bytes] = [asset.blob!, asset.bytes!]
  if (isVideoSizeName(size.name)) {
    const known = await findTranscode(db, { originalBlob: blob, sizeName: size.name })
    const file = known && fileOf(known)
    if (file && (await transcodes.has(file.blob, file.bytes))) return file
    if (known?.failedMs != null && now.getTime() - known.failedMs < FAILED_MS)
      throw new Problem('OriginalNotFound', known.error!)
    if (await hasOriginal(blobs, { blob, bytes, inPlace: asset.inPlace })) return NOT_MADE
    throw new Problem('OriginalNotFound')
  }
  if (!size.isOriginal)
    return findDownloadFile({ blob, inPlace: asset.inPlace, rasterHash: asset.rasterHash! }, size.band).catch(
      (error) => {
        if (!(error instanceof MediaProblem)) throw error
        throw new Problem('OriginalNotFound', 'This image cannot be made in this size.', { cause: error })
      },
    )
  if (await hasOriginal(blobs, { blob, bytes, inPlace: asset.inPlace })) return { blob, bytes }
  throw new Problem('OriginalNotFound')
}

/** The file of a download in the transaction that records it: from now on a size of a video will be made for it. */
export async function prepareInTransaction(
  tx: Db,
  {
    asset,
    size,
    file,
  }: { readonly asset: Pick<Downloadable, 'blob'>; readonly size: OfferedSize; readonly file: PreparedFile },
  now: Date,
): Promise<PreparedFile> {
  if (!isVideoSizeName(size.name)) return file
  const made = await requestTranscode(tx, { originalBlob: asset.blob!, sizeName: size.name }, now)
  return made ?? NOT_MADE
}
