import type { EmbeddedBlocks } from './blocks.ts'
import { hasText } from './bytes.ts'

const EXTENSION = 0x21
const IMAGE = 0x2c
const APPLICATION = 0xff
const XMP = 'XMP DataXMP'

/**
 * The application extension of a GIF (89a, 26) that holds XMP. The packet is stored unchanged and followed by 258 bytes
 * that lead any reader of sub-blocks to its end (XMP specification part 3, 1.1.2).
 */
export function gifBlocks(file: Uint8Array): EmbeddedBlocks {
  const xmp: Uint8Array[] = []
  let at = 13 + colourTableBytes(file[10] ?? 0)
  while (at + 2 < file.length) {
    if (file[at] === EXTENSION) {
      const isXmp = file[at + 1] === APPLICATION && file[at + 2] === XMP.length && hasText(file, at + 3, XMP)
      const end = afterSubBlocks(file, at + 2)
      if (isXmp) xmp.push(file.subarray(at + 3 + XMP.length, Math.max(at + 3 + XMP.length, end - 258)))
      at = end
    } else if (file[at] === IMAGE) {
      at = afterSubBlocks(file, at + 11 + colourTableBytes(file[at + 9] ?? 0))
    } else break
  }
  return { xmp, iim: [], exif: [] }
}

const colourTableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

function afterSubBlocks(file: Uint8Array, start: number): number {
  let at = start
  while (at < file.length && file[at] !== 0) at += file[at]! + 1
  return at + 1
}
