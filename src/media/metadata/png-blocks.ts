import { inflateSync } from 'node:zlib'
import { hasText, latin1, viewOf } from './bytes.ts'
import type { EmbeddedBlocks } from './embedded-blocks.ts'

const XMP_KEYWORD = 'XML:com.adobe.xmp\0'
const MAX_INFLATED_BYTES = 16 * 1024 * 1024

/**
 * The chunks of a PNG that carry metadata: iTXt with XMP, plain or compressed, and eXIf (W3C PNG,
 * 11.3). libvips writes XMP as zTXt.. */
export function pngBlocks(file: Uint8Array): EmbeddedBlocks {
  const xmp: Uint8Array[] = []
  const exif: Uint8Array[] = []
  const view = viewOf(file)
  let at = 8
  while (at + 8 <= file.length) {
    const length = view.getUint32(at)
    const type = latin1(file.subarray(at + 4, at + 8))
    const data = file.subarray(at + 8, at + 8 + length)
    if (type === 'eXIf') exif.push(data)
    if (hasText(data, 0, XMP_KEYWORD)) {
      const rest = data.subarray(XMP_KEYWORD.length)
      if (type === 'iTXt') xmp.push(...internationalText(rest))
      if (type === 'zTXt') xmp.push(...inflated(rest.subarray(1)))
    }
    if (type === 'IEND') break
    at += 12 + length
  }
  return { xmp, iim: [], exif }
}

/** After its keyword: compression flag and method, language and translated keyword, each ended by NUL, then text. */
function internationalText(data: Uint8Array): Uint8Array[] {
  const compressed = data[0] === 1
  const language = data.indexOf(0, 2)
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1)
  if (translated === -1) return []
  const text = data.subarray(translated + 1)
  return compressed ? inflated(text) : [text]
}

/** Inflates zlib data; what is damaged or absurdly large says nothing. */
function inflated(data: Uint8Array): Uint8Array[] {
  try {
    return [inflateSync(data, { maxOutputLength: MAX_INFLATED_BYTES })]
  } catch {
    return []
  }
}
