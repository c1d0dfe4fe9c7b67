import type { VideoFormat } from '../video-format.ts'
import { CONTAINER_NAMES } from './codec-names.ts'

/** What a sentence about the technique of a video says. */
type Technique = {
  readonly format: VideoFormat
  /** The name of the codec, as people call it. */
  readonly compression: string
  /** The size of a frame: "1920x1080". */
  readonly frameSize: string
  readonly frameRate: number | null
  readonly isInterlaced: boolean | null
}

/** Returns a sentence such as "QuickTime H.264 1920x1080 25p". */
export function mastering({ format, compression, frameSize, frameRate, isInterlaced }: Technique): string {
  const rate = frameRate === null ? '' : ` ${Math.round(frameRate * 100) / 100}${isInterlaced ? 'i' : 'p'}`
  return `${CONTAINER_NAMES[format]} ${compression} ${frameSize}${rate}`
}
