import { SNIFF_BYTES, sniff } from '../picture-format.ts'
import { avifBlocks } from './avif-blocks.ts'
import { gifBlocks } from './gif-blocks.ts'
import { jpegBlocks } from './jpeg-blocks.ts'
import { pngBlocks } from './png-blocks.ts'
import { svgBlocks } from './svg-blocks.ts'
import { tiffBlocks } from './tiff-blocks.ts'
import { webpBlocks } from './webp-blocks.ts'

/** Texts that a container format has fields of its own for, apart from the metadata blocks. */
export type PlainTexts = {
  readonly title?: string
  readonly description?: string
  readonly author?: string
  readonly copyright?: string
  readonly keywords?: string
  readonly created?: string
}

/** The raw metadata blocks of a picture file, in file order. All of them are views of the file. */
export type EmbeddedBlocks = {
  /** XMP packets; the parts of an extended packet are joined and come after the main one. */
  readonly xmp: readonly Uint8Array[]
  /** IPTC-IIM records. */
  readonly iim: readonly Uint8Array[]
  /** MD5 of the IIM when IIM and XMP were last written together (Photoshop resource 0x0425). */
  readonly iimDigest?: Uint8Array | null
  /** TIFF structures starting with the byte order, the form in which EXIF is stored. */
  readonly exif: readonly Uint8Array[]
  readonly texts?: PlainTexts
}

const WALKERS = {
  ...{ jpeg: jpegBlocks, png: pngBlocks, tiff: tiffBlocks, webp: webpBlocks },
  ...{ gif: gifBlocks, avif: avifBlocks, svg: svgBlocks },
} as const

/** Walks the container without decoding any pixels; a damaged file yields the blocks before the damage. */
export function embeddedBlocks(file: Uint8Array): EmbeddedBlocks {
  return WALKERS[sniff(file.subarray(0, SNIFF_BYTES))](file)
}
