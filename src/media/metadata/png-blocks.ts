import { inflateSync } from 'node:zlib'
import type { EmbeddedBlocks } from './blocks.ts'
import { latin1, viewOf } from './bytes.ts'
import { pngTexts, rawProfile } from './png-text.ts'
import { decodeText } from './text.ts'
import { MAX_PACKETS } from './xmp.ts'

const XMP_KEYWORD = 'XML:com.adobe.xmp'
/** Limit for all chunks of a file together. */
const MAX_INFLATED_BYTES = 16 * 1024 * 1024
const MAX_TEXTS = 200
/** Limit for one plain text. */
const MAX_TEXT_BYTES = 100_000
const MAX_KEYWORD_BYTES = 79

/**
 * The metadata chunks of a PNG: eXIf, and texts (tEXt, zTXt, iTXt; W3C PNG, 11.3), which may be XMP, a raw profile or
 * plain text. Since a few bytes can inflate to many, only the first four chunks with XMP and the first 200 in all are
 * read, and they yield at most 16 MiB.
 */
export function pngBlocks(file: Uint8Array): EmbeddedBlocks {
  const xmp: Uint8Array[] = []
  const iim: Uint8Array[] = []
  const exif: Uint8Array[] = []
  const texts: [string, string][] = []
  let iimDigest: Uint8Array | null = null
  for (const { keyword, text } of textChunks(file, exif)) {
    if (keyword === XMP_KEYWORD) xmp.push(text)
    else if (keyword.startsWith('Raw profile')) {
      const profile = rawProfile(keyword, text)
      xmp.push(...profile.xmp)
      iim.push(...profile.iim)
      exif.push(...profile.exif)
      iimDigest ??= profile.iimDigest
    } else texts.push([keyword, decodeText(text.subarray(0, MAX_TEXT_BYTES))])
  }
  return { xmp, iim, iimDigest, exif, texts: pngTexts(texts) }
}

type TextChunk = { readonly keyword: string; readonly text: Uint8Array }

/** The text chunks of a PNG; EXIF blocks found on the way are added to `exif`. */
function* textChunks(file: Uint8Array, exif: Uint8Array[]): Generator<TextChunk> {
  const inflate = inflater(MAX_INFLATED_BYTES)
  const view = viewOf(file)
  let [texts, packets, at] = [0, 0, 8]
  while (at + 8 <= file.length) {
    const length = view.getUint32(at)
    const type = latin1(file.subarray(at + 4, at + 8))
    const data = file.subarray(at + 8, at + 8 + length)
    if (type === 'eXIf') exif.push(data)
    const end = READERS[type] && texts < MAX_TEXTS ? data.subarray(0, MAX_KEYWORD_BYTES + 1).indexOf(0) : -1
    if (end > 0) {
      const keyword = latin1(data.subarray(0, end))
      texts++
      if (keyword !== XMP_KEYWORD || packets++ < MAX_PACKETS)
        for (const text of READERS[type]!(data.subarray(end + 1), inflate)) yield { keyword, text }
    }
    if (type === 'IEND') return
    at += 12 + length
  }
}

type Inflate = (data: Uint8Array) => Uint8Array[]

/** The text after the keyword and its NUL. libvips writes XMP as zTXt, where the compression method comes first. */
const READERS: Readonly<Record<string, (data: Uint8Array, inflate: Inflate) => Uint8Array[]>> = {
  tEXt: (data) => [data],
  zTXt: (data, inflate) => inflate(data.subarray(1)),
  iTXt: internationalText,
}

/** Compression flag and method, language and translated keyword, each terminated by NUL, then the text. */
function internationalText(data: Uint8Array, inflate: Inflate): Uint8Array[] {
  const compressed = data[0] === 1
  const language = data.indexOf(0, 2)
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1)
  if (translated === -1) return []
  const text = data.subarray(translated + 1)
  return compressed ? inflate(text) : [text]
}

/**
 * Returns the XMP packet of a text chunk of this type that is XMP or a raw profile; null if it cannot be read, or is longer
 * than this when it is inflated.
 */
export function xmpOfChunk(type: string, data: Uint8Array, maxBytes: number): Uint8Array | null {
  const end = data.indexOf(0)
  const keyword = latin1(data.subarray(0, end))
  const [text] = READERS[type]?.(data.subarray(end + 1), inflater(maxBytes)) ?? []
  if (text === undefined) return null
  return keyword === XMP_KEYWORD ? text : (rawProfile(keyword, text).xmp[0] ?? null)
}

/** Inflates zlib data within one budget; damaged data, or data beyond the budget, yields nothing. */
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
