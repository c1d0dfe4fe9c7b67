import type { Asset } from '../../catalogue/asset.ts'
import { largestByProduct } from '../../downloads/licensable-sizes.ts'
import { type ImageSize, imageSizes } from '../../downloads/offered-sizes.ts'
import { mediaTypeOf } from '../../media/media-types.ts'
import { type DownloadContext, presentLink, sizesOf } from './downloads-of.ts'

/** What a photograph takes as a JPEG of the quality of downloads; the size of a file that is not made yet is estimated. */
const BYTES_PER_PIXEL = 0.4

/** The sizes in which an image can be downloaded (contract 5.4), with or without links. */
export const presentDownloadSizes = (asset: Asset, context: DownloadContext, withLinks: boolean) =>
  sizesOf(asset, imageSizes(asset), context).map(({ size, products }) => ({
    ...presentSize(size),
    ...(withLinks && {
      downloads: products.map((product) =>
        presentLink(asset, product, context, size.height === null ? '' : `&height=${size.height}`),
      ),
    }),
  }))

/** The largest size by id: one entry, with a link for each product that allows it. */
export const presentLargestSize = (asset: Asset, context: DownloadContext) =>
  presentDownloadSizes(asset, context, true).slice(0, 1)

/** The largest size in a search: an entry for each product, for readers of either form (contract 16). */
export const presentLargestByProduct = (asset: Asset, context: DownloadContext) =>
  [...largestByProduct(sizesOf(asset, imageSizes(asset), context))].map(([product, size]) => {
    const { media_type, bytes, height, width } = presentSize(size)
    const link = presentLink(asset, product, context)
    return { media_type, bytes, height, width, downloads: [link], ...link }
  })

function presentSize({ name, width, height, dpi, bytes, fileType }: ImageSize) {
  return {
    bytes: bytes ?? Math.round((width ?? 0) * (height ?? 0) * BYTES_PER_PIXEL),
    height,
    width,
    media_type: mediaTypeOf(fileType),
    name,
    dpi,
  }
}
