import { hasText } from '../metadata/bytes.ts'
import type { Dimensions } from '../size-of.ts'

/** What the header of a JPEG tells without decoding it. */
export type JpegHeader = Frame & {
  /** Whether it has EXIF, which may say that the picture is to be turned; true if that cannot be told. */
  readonly hasExif: boolean
}

type Frame = Dimensions & {
  /** Bits of a sample. */
  readonly precision: number
  /** Whether it is a lossless JPEG (ITU T.81, annex H), as which cameras store sensor data. */
  readonly isLossless: boolean
}

const [SOI, SOS, APP1] = [0xd8, 0xda, 0xe1]
/** Start of frame: C0 to CF without DHT, JPG and DAC (T.81, table B.1). */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const LOSSLESS = [0xc3, 0xc7, 0xcb, 0xcf]
/** Far more than any program writes before the frame. */
const MAX_SEGMENTS = 2000

/** Reads the header of a JPEG; null if these bytes are none. */
export function readJpegHeader(file: Uint8Array): JpegHeader | null {
  if (file[0] !== 0xff || file[1] !== SOI) return null
  let frame: Frame | null = null
  let hasExif = false
  for (const { marker, at } of segmentsOf(file)) {
    if (marker === SOS) return frame && { ...frame, hasExif }
    if (isFrame(marker)) {
      frame ??= frameAt(file, at)
      if (!frame) return null
    }
    hasExif ||= marker === APP1 && hasText(file, at + 4, 'Exif')
  }
  return frame && { ...frame, hasExif: true }
}

/** The segments up to the first scan, by the places of their markers. Ends early where there is no marker. */
function* segmentsOf(file: Uint8Array): Generator<{ marker: number; at: number }> {
  let at = 2
  for (let segment = 0; segment < MAX_SEGMENTS && at + 10 <= file.length; segment++) {
    const marker = file[at + 1]!
    if (file[at] !== 0xff || marker < 0xc0 || (marker >= 0xd0 && marker < SOS)) return
    // A marker may be preceded by any number of FF bytes (T.81, B.1.1.2).
    if (marker !== 0xff) yield { marker, at }
    if (marker === SOS) return
    const length = (file[at + 2]! << 8) | file[at + 3]!
    at += marker === 0xff ? 1 : 2 + Math.max(2, length)
  }
}

function frameAt(file: Uint8Array, at: number): Frame | null {
  const [height, width] = [(file[at + 5]! << 8) | file[at + 6]!, (file[at + 7]! << 8) | file[at + 8]!]
  const isLossless = LOSSLESS.includes(file[at + 1]!)
  return width === 0 || height === 0 ? null : { width, height, precision: file[at + 4]!, isLossless }
}
