import type { Dimensions } from '../size-of.ts'
import { isHdr } from './tone-mapping.ts'
import type { VideoFacts } from './video-facts.ts'

/** Frames of this height and more have the colours of ITU-R BT.709 if they state none, as players assume. */
const HD_HEIGHT = 720

/**
 * The filters of ffmpeg that show a video as it is meant, in this size with square pixels: without interlacing, with the
 * right colours. ffmpeg turns the frames itself. `scaling` has further options of the filter scale.
 */
export function uprightFilters(facts: VideoFacts, { width, height }: Dimensions, scaling = ''): string[] {
  const isUnstatedHd = facts.colours.matrix === null && facts.storedHeight >= HD_HEIGHT && !isHdr(facts)
  return [
    ...(facts.isInterlaced ? ['bwdif=mode=send_frame:deint=interlaced'] : []),
    `scale=${width}:${height}:flags=lanczos${isUnstatedHd ? ':in_color_matrix=bt709' : ''}${scaling}`,
    'setsar=1',
  ]
}
