import type { Asset } from '../../catalogue/asset.ts'
import type { VideoSizeName } from '../../catalogue/video-sizes.ts'
import { largestByProduct } from '../../downloads/licensable-sizes.ts'
import { describeMadeVideo } from '../../downloads/made-video.ts'
import { type OfferedSize, videoSizes } from '../../downloads/offered-sizes.ts'
import { mediaTypeOf } from '../../media/media-types.ts'
import { CONTAINER_NAMES } from '../../media/video/codec-names.ts'
import type { VideoFacts } from '../../media/video/video-facts.ts'
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
  const { name, bytes, fileType } = size
  const { width, height, frameRate, isInterlaced, ...technique } = size.isOriginal
    ? { ...asset, ...size, isInterlaced: asset.isInterlaced === null ? null : asset.isInterlaced === 1 }
    : { ...describeMadeVideo(sourceOf(asset), name as VideoSizeName), broadcastVideoStandard: null }
  return {
    name,
    description: technique.masteredTo,
    bytes,
    ...frameOf({ width, height }),
    ...(frameRate !== null && { frame_rate: frameRate }),
    frame_size: width === null ? null : `${width}x${height}`,
    bit_depth: technique.bitDepth,
    broadcast_video_standard: technique.broadcastVideoStandard,
    compression: technique.compression,
    content_type: mediaTypeOf(fileType),
    format: CONTAINER_NAMES[fileType as VideoFormat] ?? null,
    ...(isInterlaced !== null && { interlaced: isInterlaced }),
  }
}

/** What the sizes of a video are made from: its file, as far as it could be read, else what its record states. */
const sourceOf = ({ video, frameWidth, frameHeight, frameRate }: Asset) =>
  video === null ? { width: frameWidth!, height: frameHeight!, frameRate } : (JSON.parse(video) as VideoFacts)

const frameOf = ({ width, height }: Pick<OfferedSize, 'width' | 'height'>) =>
  width === null || height === null ? {} : { width, height }
