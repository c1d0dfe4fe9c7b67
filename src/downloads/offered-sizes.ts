import type { Asset } from '../catalogue/asset.ts'
import { DOWNLOAD_SIZES, type DownloadSizeName, SIZE_BANDS } from '../catalogue/download-sizes.ts'
import { type Dimensions, sizeOf } from '../media/size-of.ts'

/** A size in which an image can be downloaded. */
export type OfferedSize = Dimensions & {
  readonly name: DownloadSizeName
  readonly dpi: number
  /** Size in bytes; null if the file has not been made yet. */
  readonly bytes: number | null
  readonly fileType: string
  /** Whether it is the original file, byte for byte. */
  readonly isOriginal: boolean
}

/** The extension of files that are made from an original. */
const MADE_TYPE = 'jpg'

/**
 * The sizes in which an image can be downloaded, largest first: the original, under the name that its area falls in (also
 * as JPEG if it is of another type), and all below it (contract 16, Download sizes). A vector is offered as it is and in
 * pixels up to x_large. An asset without a file has none.
 */
export function offeredSizes(asset: Asset): OfferedSize[] {
  const { width, height, fileType, bytes } = asset
  if (width === null || height === null || fileType === null) return []
  const isVector = fileType === 'svg'
  const pixels = width * height
  const own: DownloadSizeName = isVector
    ? 'vector'
    : SIZE_BANDS.find(({ maxPixels }) => pixels <= maxPixels)!.name
  const original = { name: own, width, height, dpi: dpiOf(own), bytes, fileType, isOriginal: true }
  const asJpeg =
    isVector || fileType === MADE_TYPE
      ? []
      : [{ ...original, bytes: null, fileType: MADE_TYPE, isOriginal: false }]
  const smaller = SIZE_BANDS.filter(
    ({ name, maxPixels }) =>
      Number.isFinite(maxPixels) && (isVector || DOWNLOAD_SIZES.indexOf(name) < DOWNLOAD_SIZES.indexOf(own)),
  )
  return [
    original,
    ...asJpeg,
    ...smaller.reverse().map(({ name, maxPixels, dpi }) => ({
      name,
      ...sizeOf({ width, height, isVector }, { areaPx: maxPixels }),
      dpi,
      bytes: null,
      fileType: MADE_TYPE,
      isOriginal: false,
    })),
  ]
}

const dpiOf = (name: DownloadSizeName): number => SIZE_BANDS.find((band) => band.name === name)?.dpi ?? 300
