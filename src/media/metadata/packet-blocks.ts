import type { EmbeddedBlocks } from './blocks.ts'

const BEGIN = '<?xpacket begin='
const END = '<?xpacket end='
/** How a PostScript file says that its last packet, instead of the first, describes the whole file. */
const IS_LAST = /^%ADO_ContainsXMP:\s*MainLast/m
const HEAD_BYTES = 16_384

/**
 * The metadata of files without an own place for it that can be read: EPS, PostScript and PDF. Found by scanning for XMP
 * packets (XMP Specification Part 3, 1.2); others than the main one describe pictures on the page.
 */
export function packetBlocks(file: Uint8Array): EmbeddedBlocks {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  const isLast = IS_LAST.test(bytes.toString('latin1', 0, HEAD_BYTES))
  const begin = isLast ? bytes.lastIndexOf(BEGIN) : bytes.indexOf(BEGIN)
  const end = begin === -1 ? -1 : bytes.indexOf(END, begin)
  return { xmp: end === -1 ? [] : [bytes.subarray(begin, end)], iim: [], exif: [] }
}
