import type { Asset } from '../../catalogue/asset.ts'
import { largestByProduct } from '../../downloads/licensable-sizes.ts'
import { type OfferedSize, videoSizes } from '../../downloads/offered-sizes.ts'
import { mediaTypeOf } from '../../media/media-types.ts'
import { type DownloadContext, presentLink, sizesOf } from './downloads-of.ts'

/** What people call the formats of files. */
const FORMAT_NAMES: Readonly<Record<string, string>> = {
  mp4: 'MPEG-4',
  mov: 'QuickTime',
  webm: 'WebM',
  mkv: 'Matroska',
  avi: 'AVI',
  wmv: 'Windows Media',
  mpg: 'MPEG',
  ogv: 'Ogg',
  flv: 'Flash Video',
}

/** The sizes in which a video can be downloaded (contract 8.3), with or without links. Values nobody stated are left out. */
export const presentVideoSizes = (asset: Asset, context: DownloadContext, withLinks: boolean) =>
  sizesOf(asset, videoSizes(asset), context).map(({ size, products }) => ({
    ...presentSize(asset, size),
    ...(withLinks && {
      downloads: products.map((product) => presentLink(asset, product, context, `&size=${size.name}`)),
    }),
  }))

/** The largest size of each product, for readers of either form of this member (contract 16). */
export const presentLargestVideo = (asset: Asset, context: DownloadContext) =>
  [...largestByProduct(sizesOf(asset, videoSizes(asset), context))].map(([product, size]) => {
    const link = presentLink(asset, product, context)
    return {
      media_type: mediaTypeOf(size.fileType),
      bytes: size.bytes,
      ...frameOf(size),
      downloads: [link],
      ...link,
    }
  })

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
    format: FORMAT_NAMES[fileType] ?? null,
    ...(isInterlaced !== null && { interlaced: isInterlaced === 1 }),
  }
}

const frameOf = ({ width, height }: OfferedSize) =>
  width === null || height === null ? {} : { width, height }
