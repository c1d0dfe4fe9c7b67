import { inflateSync } from 'node:zlib'
import { hasText, latin1, viewOf } from './bytes.ts'
import type { EmbeddedBlocks } from './embedded-blocks.ts'
import { MAX_PACKETS } from './xmp.ts'

const XMP_KEYWORD = 'XML:com.adobe.xmp\0'
/** Of all chunks of a file together. */
const MAX_INFLATED_BYTES = 16 * 1024 * 1024

/**
 * The chunks of a PNG that carry metadata: iTXt with XMP, plain or compressed, and eXIf (W3C PNG, 11.3). libvips
 * writes XMP as zTXt. A few bytes inflate to many, so only the first four chunks with XMP are looked at, and they
 * yield 16 MiB at most.
 */
export function pngBlocks(file: Uint8Array): EmbeddedBlocks {
  const xmp: Uint8Array[] = []
  const exif: Uint8Array[] = []
  const inflate = inflater(MAX_INFLATED_BYTES)
  let xmpChunks = 0
  const view = viewOf(file)
  let at = 8
  while (at + 8 <= file.length) {
    const length = view.getUint32(at)
    const type = latin1(file.subarray(at + 4, at + 8))
    const data = file.subarray(at + 8, at + 8 + length)
    if (type === 'eXIf') exif.push(data)
    if (hasText(data, 0, XMP_KEYWORD) && xmpChunks++ < MAX_PACKETS) {
      const rest = data.subarray(XMP_KEYWORD.length)
      if (type === 'iTXt') xmp.push(...internationalText(rest, inflate))
      if (type === 'zTXt') xmp.push(...inflate(rest.subarray(1)))
    }
    if (type === 'IEND') break
    at += 12 + length
  }
  return { xmp, iim: [], exif }
}

type Inflate = (data: Uint8Array) => Uint8Array[]

/** After its keyword: compression flag and method, language and translated keyword, each ended by NUL, then text. */
function internationalText(data: Uint8Array, inflate: Inflate): Uint8Array[] {
  const compressed = data[0] === 1
  const language = data.indexOf(0, 2)
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1)
  if (translated === -1) return []
  const text = data.subarray(translated + 1)
  return compressed ? inflate(text) : [text]
}

/** Inflates zlib data from one budget; what is damaged, or more than is left, says nothing. */
function inflater(maxBytes: number): Inflate {
  let left = maxBytes
  return (data) => {
    try {
      if (left === 0) return []
      const inflated = inflateSync(data, { maxOutputLength: left })
      left -= inflated.length
      return [inflated]
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') left = 0
      return []
    }
  }
}
