import { viewOf } from '../metadata/bytes.ts'
import type { Dimensions } from '../size-of.ts'

/** What the header of a BMP says. */
export type BmpHeader = Dimensions & {
  readonly isTopDown: boolean
  readonly bits: number
  readonly compression: (typeof BMP_COMPRESSION)[keyof typeof BMP_COMPRESSION]
  /** Where the pixels begin. */
  readonly start: number
  /** Blue, green and red of each entry, then maybe one byte that means nothing. */
  readonly palette: { readonly bytes: Uint8Array; readonly entryBytes: number }
  /** Bits of red, green, blue and alpha in a pixel of 16 or 32 bits. */
  readonly masks: readonly [red: number, green: number, blue: number, alpha: number]
}

/** How pixels are stored (Windows, BITMAPINFOHEADER). */
export const BMP_COMPRESSION = { none: 0, rle8: 1, rle4: 2, bitFields: 3, alphaBitFields: 6 } as const

const FILE_HEADER_BYTES = 14
/** The header of OS/2 1.x, with sizes of 16 bits; from this one on, headers have masks and alpha. */
const [OLD_HEADER_BYTES, INFO_HEADER_BYTES, HEADER_3_BYTES] = [12, 40, 56]
const MASKS_OF_15_BITS = [0x7c00, 0x03e0, 0x001f, 0] as const
const MASKS_OF_24_BITS = [0xff0000, 0x00ff00, 0x0000ff, 0] as const

/** Reads the header of a BMP of Windows or OS/2; null if it is damaged or of a kind that nobody writes. */
export function readBmpHeader(file: Uint8Array): BmpHeader | null {
  if (file.length < FILE_HEADER_BYTES + OLD_HEADER_BYTES) return null
  const view = viewOf(file)
  const length = view.getUint32(14, true)
  const isOld = length === OLD_HEADER_BYTES
  if (file.length < FILE_HEADER_BYTES + length || (!isOld && length < 16)) return null
  const at = FILE_HEADER_BYTES
  const [width, signedHeight] = isOld
    ? [view.getUint16(at + 4, true), view.getInt16(at + 6, true)]
    : [view.getInt32(at + 4, true), view.getInt32(at + 8, true)]
  const bits = view.getUint16(at + (isOld ? 10 : 14), true)
  const compression = length >= INFO_HEADER_BYTES ? view.getUint32(at + 16, true) : BMP_COMPRESSION.none
  const isKnown = Object.values<number>(BMP_COMPRESSION).includes(compression)
  if (width <= 0 || signedHeight === 0 || !isKnown || ![1, 2, 4, 8, 16, 24, 32].includes(bits)) return null
  const hasMasks = compression === BMP_COMPRESSION.bitFields || compression === BMP_COMPRESSION.alphaBitFields
  const masksAt = at + INFO_HEADER_BYTES
  const hasAlpha = length >= HEADER_3_BYTES || compression === BMP_COMPRESSION.alphaBitFields
  const mask = (index: number) =>
    masksAt + index * 4 + 4 <= file.length ? view.getUint32(masksAt + index * 4, true) : 0
  const afterHeader = at + length + (hasMasks && length === INFO_HEADER_BYTES ? (hasAlpha ? 16 : 12) : 0)
  const start = view.getUint32(10, true)
  return {
    width,
    height: Math.abs(signedHeight),
    isTopDown: signedHeight < 0,
    bits,
    compression: compression as BmpHeader['compression'],
    start,
    palette: { bytes: file.subarray(afterHeader, Math.max(afterHeader, start)), entryBytes: isOld ? 3 : 4 },
    masks: hasMasks
      ? [mask(0), mask(1), mask(2), hasAlpha ? mask(3) : 0]
      : bits === 16
        ? MASKS_OF_15_BITS
        : MASKS_OF_24_BITS,
  }
}
