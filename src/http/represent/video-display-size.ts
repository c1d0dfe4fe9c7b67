import type { Asset } from '../../catalogue/asset.ts'
import { aspectRatioOf } from '../../catalogue/video.ts'
import { sizeNamed } from '../../renditions/ladder.ts'
import { type ClipName, clipNamed, KEY_FRAME_LADDER } from '../../renditions/video-ladder.ts'
import type { Links } from '../links.ts'
import type { Look } from './display-size.ts'
import type { VideoSizeName } from './video-size-names.ts'

/** Returns whether clips and key frames of a video can be made. */
export const isPlayed = ({ rasterHash, video }: Asset, { canPlay }: Links) =>
  canPlay && rasterHash !== null && video !== null

const isPicture = (name: VideoSizeName) => name === 'thumb' || name.endsWith('_jpg')

/**
 * Presents a display size of a video: a clip, or a picture of its poster. A video that cannot be played here is a picture in
 * each size; it has no other sizes.
 */
export function presentVideoSize(asset: Asset, name: VideoSizeName, { links, clean }: Look) {
  const [like] = name.split('_') as ['comp' | 'preview' | 'thumb']
  const hasClips = isPlayed(asset, links)
  const size =
    isPicture(name) || !hasClips
      ? sizeNamed(like)
      : clipNamed((name.includes('_') ? name : `${name}_mp4`) as ClipName)
  const isWatermarked = !clean.has(like)
  return {
    is_watermarked: isWatermarked,
    name,
    uri: links.rendition(asset, size, isWatermarked),
    aspect_ratio: aspectRatioOf(asset),
  }
}

/** Returns the link to a clip of a video as MP4; null if it cannot be played here. */
export const presentClip = (asset: Asset, name: 'comp' | 'preview', { links, clean }: Look): string | null =>
  isPlayed(asset, links) ? links.rendition(asset, clipNamed(`${name}_mp4`), !clean.has(name)) : null

/** Presents the key frames of a video; of one that cannot be decoded here there are none. */
export function presentKeyFrames(asset: Asset, { links, clean }: Look) {
  if (!isPlayed(asset, links)) return []
  return KEY_FRAME_LADDER.map((size) => ({ uri: links.rendition(asset, size, !clean.has('comp')) }))
}
