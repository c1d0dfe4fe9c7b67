import type { Dimensions } from '../size-of.ts'

/** What the header of a JPEG tells without decoding it. */
export type JpegHeader = Dimensions & {
  /** Bits of a sample. */
  readonly precision: number
  /** Whether it is a lossless JPEG (ITU T.81, annex H), as which cameras store sensor data. */
  readonly isLossless: boolean
}

const [SOI, SOS] = [0xd8, 0xda]
/** Start of frame: C0 to CF without DHT, JPG and DAC (T.81, table B.1). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const LOSSLESS = [0xc3, 0xc7, 0xcb, 0xcf]
/** Far more than any program writes before the frame. */
const MAX_SEGMENTS = 2000

/** Reads the header of a JPEG; null if these bytes are none. */
export function readJpegHeader(file: Uint8Array): JpegHeader | null {
  if (file[0] !== 0xff || file[1] !== SOI) return null
  let at = 2
  for (let segment = 0; segment < MAX_SEGMENTS && at + 10 <= file.length; segment++) {
    const marker = file[at + 1]!
    if (file[at] !== 0xff || marker < 0xc0 || (marker >= 0xd0 && marker <= SOS)) return null
    if (isFrame(marker)) return frameAt(file, at)
    // A marker may be preceded by any number of FF bytes (T.81, B.1.1.2).
    const length = (file[at + 2]! << 8) | file[at + 3]!
    at += marker === 0xff ? 1 : 2 + Math.max(2, length)
  }
  return null
}

function frameAt(file: Uint8Array, at: number): JpegHeader | null {
  const [height, width] = [(file[at + 5]! << 8) | file[at + 6]!, (file[at + 7]! << 8) | file[at + 8]!]
  const isLossless = LOSSLESS.includes(file[at + 1]!)
  return width === 0 || height === 0 ? null : { width, height, precision: file[at + 4]!, isLossless }
}
