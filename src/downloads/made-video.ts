import { frameWithin, type VideoSizeName } from '../catalogue/video-sizes.ts'
import { mastering } from '../media/video/mastering.ts'
import type { VideoFacts } from '../media/video/video-facts.ts'

/** How every size is coded, whatever its original is (transcodes/make-video-size.ts). */
const [COMPRESSION, BIT_DEPTH] = ['H.264', '8']

/** What of a video decides how the sizes made from it are described; from its record if nothing could read its file. */
type SourceVideo = Pick<VideoFacts, 'width' | 'height' | 'frameRate'>

/**
 * Describes the file of a size. Its frames are upright with square pixels, and as many in a second as the original has:
 * of two interlaced fields one frame is made.
 */
export function describeMadeVideo(source: SourceVideo, size: VideoSizeName) {
  const { frameRate } = source
  const { width, height } = frameWithin(source, size)
  const technique = {
    format: 'mp4',
    compression: COMPRESSION,
    frameSize: `${width}x${height}`,
    frameRate,
    isInterlaced: false,
  } as const
  return { width, height, ...technique, bitDepth: BIT_DEPTH, masteredTo: mastering(technique) }
}
