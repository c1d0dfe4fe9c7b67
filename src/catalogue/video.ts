import type { VideoColumns } from '../db/tables/assets.ts'
import type { AssetKeyword } from './asset.ts'

/** The frame rates by which videos can be found (contract 11); they are nominal, 23.976 is 23.98. */
export const FRAME_RATES = ['23.98', '24', '25', '29.97', '30', '50', '59.94', '60'] as const
/** The aspect ratios by which videos can be found, as clients send them. */
export const ASPECT_RATIOS = ['16:9', '9:16', '3:4', '4:3', '4:5', '2:1', '17:9', '9:17'] as const

/** How far a frame rate may be from a nominal one, in frames per second. */
const SAME_RATE = 0.015
/** How far the ratio of a frame may be from a named one: 854 × 480 is 16:9. */
const SAME_RATIO = 0.01

/** Returns the nominal frame rate by which a video is found; null if it has none of them. */
export const nominalFrameRate = (rate: number | null): (typeof FRAME_RATES)[number] | null =>
  (rate !== null && FRAME_RATES.find((known) => Math.abs(Number(known) - rate) < SAME_RATE)) || null

type Frame = Pick<VideoColumns, 'aspectRatio' | 'frameWidth' | 'frameHeight'>

/** Returns the size of a video's frames in pixels; null if it is not known. */
export const frameSizeOf = ({ frameWidth, frameHeight }: Omit<Frame, 'aspectRatio'>) =>
  frameWidth === null || frameHeight === null ? null : { width: frameWidth, height: frameHeight }

/** Returns the aspect ratio that a record states, else that of its frame size, such as "16:9"; null if it has neither. */
export function aspectRatioOf(frame: Frame): string | null {
  const size = frameSizeOf(frame)
  if (frame.aspectRatio !== null || size === null) return frame.aspectRatio
  const ratio = size.width / size.height
  const named = ASPECT_RATIOS.find((known) => Math.abs(ratioOf(known) / ratio - 1) < SAME_RATIO)
  if (named) return named
  const divisor = greatestCommonDivisor(size.width, size.height)
  return `${size.width / divisor}:${size.height / divisor}`
}

/** Returns the orientation of a video, of which there are two (contract 11); null if its shape is not known. */
export function videoOrientationOf(frame: Frame): 'horizontal' | 'vertical' | null {
  const ratio = aspectRatioOf(frame)
  if (ratio === null) return null
  return ratioOf(ratio) >= 1 ? 'horizontal' : 'vertical'
}

function ratioOf(text: string): number {
  const [width, height] = text.split(':').map(Number)
  return width! / height!
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)

/** Returns the length of a clip in ms; its frames count only if the frame rate is known. Null if it has no length. */
export function clipMsOf({
  clipLength,
  frameRate,
}: Pick<VideoColumns, 'clipLength' | 'frameRate'>): number | null {
  if (clipLength === null) return null
  const [hours, minutes, seconds, frames] = clipLength.split(':').map(Number)
  const fraction = frameRate === null ? 0 : frames! / frameRate
  return Math.round(((hours! * 60 + minutes!) * 60 + seconds! + fraction) * 1000)
}

/** Returns whether a video is in colour or in black and white according to its keywords; null if they do not say it. */
export function videoColorOf(keywords: readonly Pick<AssetKeyword, 'type' | 'code'>[]): string | null {
  const techniques = keywords.filter(({ type }) => type === 'ImageTechnique').map(({ code }) => code)
  return ['black_and_white', 'color'].find((code) => techniques.includes(code)) ?? null
}
