import type { EmbeddedBlocks } from './blocks.ts'
import { hasText, latin1, viewOf } from './bytes.ts'

const EXIF = 'Exif\0\0'

/** The "XMP " and "EXIF" chunks of a WebP (RFC 9649, 2.7.1.5). Some writers put the header used in JPEG before the EXIF. */
export function webpBlocks(file: Uint8Array): EmbeddedBlocks {
  const xmp: Uint8Array[] = []
  const exif: Uint8Array[] = []
  const view = viewOf(file)
  let at = 12
  while (at + 8 <= file.length) {
    const type = latin1(file.subarray(at, at + 4))
    const length = view.getUint32(at + 4, true)
    const data = file.subarray(at + 8, at + 8 + length)
    if (type === 'XMP ') xmp.push(data)
    if (type === 'EXIF') exif.push(hasText(data, 0, EXIF) ? data.subarray(EXIF.length) : data)
    at += 8 + length + (length % 2)
  }
  return { xmp, iim: [], exif }
}
