import { type PictureFormat, SNIFF_BYTES, sniff } from '../picture-format.ts'
import { avifBlocks } from './avif-blocks.ts'
import type { EmbeddedBlocks } from './blocks.ts'
import { jp2Blocks, jxlBlocks } from './box-blocks.ts'
import { gifBlocks } from './gif-blocks.ts'
import { jpegBlocks } from './jpeg-blocks.ts'
import { packetBlocks } from './packet-blocks.ts'
import { pngBlocks } from './png-blocks.ts'
import { psdBlocks } from './psd-blocks.ts'
import { cr3Blocks, embeddedJpegBlocks, mrwBlocks } from './raw-blocks.ts'
import { svgBlocks } from './svg-blocks.ts'
import { tiffBlocks } from './tiff-blocks.ts'
import { webpBlocks } from './webp-blocks.ts'

type Walker = (file: Uint8Array) => EmbeddedBlocks

/** Raw files that are based on TIFF have no entry: their metadata is where a TIFF has it. */
const WALKERS: Readonly<Partial<Record<PictureFormat, Walker>>> = {
  jpeg: jpegBlocks,
  png: pngBlocks,
  tiff: tiffBlocks,
  webp: webpBlocks,
  gif: gifBlocks,
  avif: avifBlocks,
  svg: svgBlocks,
  heic: avifBlocks,
  jxl: jxlBlocks,
  jp2: jp2Blocks,
  psd: psdBlocks,
  bmp: () => ({ xmp: [], iim: [], exif: [] }),
  raf: embeddedJpegBlocks,
  mrw: mrwBlocks,
  crw: embeddedJpegBlocks,
  x3f: embeddedJpegBlocks,
  cr3: cr3Blocks,
  eps: packetBlocks,
  pdf: packetBlocks,
}

/** Walks the container without decoding any pixels; a damaged file yields the blocks before the damage. */
export function embeddedBlocks(file: Uint8Array): EmbeddedBlocks {
  return (WALKERS[sniff(file.subarray(0, SNIFF_BYTES))] ?? tiffBlocks)(file)
}
