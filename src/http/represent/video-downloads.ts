import type { Asset } from '../../catalogue/asset.ts'
import { largestByProduct } from '../../downloads/licensable-sizes.ts'
import { type OfferedSize, videoSizes } from '../../downloads/offered-sizes.ts'
import { mediaTypeOf } from '../../media/media-types.ts'
import { CONTAINER_NAMES } from '../../media/video/codec-names.ts'
import type { VideoFormat } from '../../media/video-format.ts'
import { type DownloadContext, presentLink, sizesOf } from './downloads-of.ts'

/** The sizes in which a video can be downloaded (contract 8.3), with or without links. Values nobody stated are left out. */
export const presentVideoSizes = (asset: Asset, context: DownloadContext, withLinks: boolean) =>
  sizesOf(asset, videoSizes(asset, context.videoOffer), context).map(({ size, products }) => ({
    ...presentSize(asset, size),
    ...(withLinks && {
      downloads: products.map((product) => presentLink(asset, product, context, `&size=${size.name}`)),
    }),
  }))

/** The largest size of each product, for readers of either form of this member (contract 16). */
export const presentLargestVideo = (asset: Asset, context: DownloadContext) =>
  [...largestByProduct(sizesOf(asset, videoSizes(asset, context.videoOffer), context))].map(
    ([product, size]) => {
      const link = presentLink(asset, product, context)
      return {
        media_type: mediaTypeOf(size.fileType),
        bytes: size.bytes,
        ...frameOf(size),
        downloads: [link],
        ...link,
      }
    },
  )

function presentSize(asset: Asset, size: OfferedSize) {
  const { frameRate, masteredTo, isInterlaced } = asset
  const { name, width, height, bytes, fileType } = size
  return {
    name,
    description: masteredTo,
    bytes,
    ...frameOf(size),
    ...(frameRate !== null && { frame_rate: frameRate }),
    frame_size: width === null ? null : `${width}x${height}`,
    bit_depth: asset.bitDepth,
    broadcast_video_standard: asset.broadcastVideoStandard,
    compression: asset.compression,
    content_type: mediaTypeOf(fileType),
    format: CONTAINER_NAMES[fileType as VideoFormat] ?? null,
    ...(isInterlaced !== null && { interlaced: isInterlaced === 1 }),
  }
}

const frameOf = ({ width, height }: OfferedSize) =>
  width === null || height === null ? {} : { width, height }
