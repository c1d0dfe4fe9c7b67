/** What the file of a video says about its pictures and its sound. */
export type VideoFacts = {
  /** Null if it is not known, or impossible. */
  readonly durationMs: number | null
  /** Frames per second on average; null if it is not known. */
  readonly frameRate: number | null
  /** The size in which it is shown: upright, with square pixels. */
  readonly width: number
  readonly height: number
  /** The size of the frames as they are stored. */
  readonly storedWidth: number
  readonly storedHeight: number
  /** By how many degrees frames are turned clockwise to be upright: 0, 90, 180 or 270. */
  readonly rotation: number
  /** The name of the codec as ffmpeg has it: "h264". */
  readonly codec: string
  /** Bits of a colour component; null if it is not known. */
  readonly bitDepth: number | null
  readonly isInterlaced: boolean | null
  /** Code points of the colours (ITU-T H.273, tables 2 to 4), null where they are not stated. */
  readonly colours: {
    readonly primaries: number | null
    readonly transfer: number | null
    readonly matrix: number | null
  }
  readonly hasSound: boolean
}

/** The longest duration that a clip length ("HH:MM:SS:FF") can state; files that claim more are damaged. */
const MAX_DURATION_MS = 100 * 3_600_000
const MAX_FRAME_RATE = 1000

/** Returns a duration that is possible, in whole milliseconds, else null. */
export const possibleDuration = (ms: number): number | null =>
  ms > 0 && ms < MAX_DURATION_MS ? Math.round(ms) : null

/** Returns a frame rate that is possible, to three decimals, else null. */
export function possibleRate(rate: number): number | null {
  const rounded = Math.round(rate * 1000) / 1000
  return rounded > 0 && rounded <= MAX_FRAME_RATE ? rounded : null
}

/** The size in which frames of this stored size, pixel shape (width / height) and rotation are shown. */
export function shownSize(
  { width, height }: { width: number; height: number },
  { pixelRatio, rotation }: { pixelRatio: number; rotation: number },
): { width: number; height: number } {
  const isStretched = pixelRatio > 0 && Number.isFinite(pixelRatio)
  const square = { width: Math.max(1, Math.round(width * (isStretched ? pixelRatio : 1))), height }
  return rotation % 180 === 0 ? square : { width: square.height, height: square.width }
}
