import { aspectRatioOf } from '../../catalogue/video.ts'
import { codecName } from '../../media/video/codec-names.ts'
import { mastering } from '../../media/video/mastering.ts'
import type { VideoFacts } from '../../media/video/video-facts.ts'
import type { VideoFormat } from '../../media/video-format.ts'

/** What the file of a video says, as a record of a manifest would state it; null where it says nothing. */
export type VideoFileFields = {
  /** In seconds. */
  readonly clip_length: string | null
  readonly frame_rate: number | null
  readonly frame_size: string
  /** Null if pixels are square: the size of a frame says it then. */
  readonly aspect_ratio: string | null
  readonly interlaced: boolean | null
  readonly bit_depth: string | null
  readonly compression: string
  /** A sentence such as "QuickTime H.264 1920x1080 25p". */
  readonly mastered_to: string
}

/** Returns the fields that the facts about a file state. */
export function videoFileFields(facts: VideoFacts, format: VideoFormat): VideoFileFields {
  const { durationMs, frameRate, width, height, isInterlaced, bitDepth } = facts
  const stored = [facts.storedWidth, facts.storedHeight]
  const size = (facts.rotation % 180 === 0 ? stored : stored.toReversed()).join('x')
  const compression = codecName(facts.codec)
  return {
    clip_length: durationMs === null ? null : String(durationMs / 1000),
    frame_rate: frameRate,
    frame_size: size,
    aspect_ratio:
      size === `${width}x${height}`
        ? null
        : aspectRatioOf({ aspectRatio: null, frameWidth: width, frameHeight: height }),
    interlaced: isInterlaced,
    bit_depth: bitDepth === null ? null : String(bitDepth),
    compression,
    mastered_to: mastering({ format, compression, frameSize: size, frameRate, isInterlaced }),
  }
}
