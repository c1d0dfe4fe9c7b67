import type { BlobStore } from '../blobs/blob-store.ts'
import type { Asset } from '../catalogue/asset.ts'
import { Problem } from '../lib/problem.ts'
import { MediaProblem } from '../media/media-problem.ts'
import { hasOriginal } from '../renditions/original.ts'
import type { FindDownloadFile } from '../renditions/rendition.ts'
import type { OfferedSize } from './offered-sizes.ts'

/** The bytes of a download. */
export type PreparedFile = { readonly blob: string; readonly bytes: number }

/** What making files needs. */
export type FileServices = { readonly blobs: BlobStore; readonly findDownloadFile: FindDownloadFile }

/**
 * Makes sure that the file of a size can be delivered.
 *
 * @throws Problem OriginalNotFound when the original is missing, or cannot be rendered in this size.
 */
export async function prepareFile(
  { blobs, findDownloadFile }: FileServices,
  asset: Pick<Asset, 'blob' | 'bytes' | 'inPlace' | 'rasterHash'>,
  size: OfferedSize,
): Promise<PreparedFile> {
  const [blob, bytes] = [asset.blob!, asset.bytes!]
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
