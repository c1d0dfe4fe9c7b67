import type { Master } from '../catalogue/save-asset.ts'
import type { ExaminedPicture } from '../media/decoder-pool.ts'
import type { InPlace } from '../renditions/original.ts'
import type { NewRendition } from '../renditions/store-renditions.ts'

/** A file that was read and decoded, and whose bytes are in the blob store unless it stays in place. */
export type DecodedFile = {
  readonly path: string
  readonly modifiedMs: number
  /** Where the bytes are, if they are not in the blob store. */
  readonly inPlace?: InPlace | null
  readonly examination: Omit<ExaminedPicture, 'renditions'>
  readonly renditions: readonly NewRendition[]
}

const FILE_TYPES = {
  jpeg: 'jpg',
  png: 'png',
  webp: 'webp',
  tiff: 'tif',
  gif: 'gif',
  avif: 'avif',
  svg: 'svg',
} as const

/** Makes the master of an asset from its decoded file. */
export function toMaster({ inPlace, examination }: DecodedFile): Master {
  const { palette, format, fileBytes, sha256, ...it } = examination
  const { width, height, colorType, rasterHash } = it
  return {
    width,
    height,
    colorType,
    rasterHash,
    bytes: fileBytes,
    blob: sha256,
    inPlace: inPlace ? JSON.stringify(inPlace) : null,
    fileType: FILE_TYPES[format],
    palette: JSON.stringify(palette),
  }
}
