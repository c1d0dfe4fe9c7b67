import type { Asset } from '../catalogue/asset.ts'
import { DOWNLOAD_SIZES, type DownloadSizeName, isDrawing, SIZE_BANDS } from '../catalogue/download-sizes.ts'
import { frameSizeOf } from '../catalogue/video.ts'
import { type Dimensions, sizeOf } from '../media/size-of.ts'

/** What of an asset decides in which sizes it can be downloaded. */
export type SizedAsset = Pick<
  Asset,
  'mediaKind' | 'width' | 'height' | 'fileType' | 'bytes' | 'frameWidth' | 'frameHeight'
>

/** A size in which an asset can be downloaded. */
export type OfferedSize = {
  readonly name: DownloadSizeName | VideoSizeName
  /** The size of images by which products limit and price it: the band of its area. */
  readonly band: DownloadSizeName
  /** Null if it is not known. */
  readonly width: number | null
  readonly height: number | null
  readonly dpi: number | null
  /** Size in bytes; null if the file has not been made yet. */
  readonly bytes: number | null
  readonly fileType: string
  /** Whether it is the original file, byte for byte. */
  readonly isOriginal: boolean
}

/** A size in which an image can be downloaded. */
export type ImageSize = OfferedSize & { readonly name: DownloadSizeName; readonly dpi: number }

/** The names of download sizes of videos; other sizes than the original are not made yet. */
type VideoSizeName = 'original'

/** The sizes in which an asset can be downloaded, largest first. */
export const offeredSizes = (asset: SizedAsset): readonly OfferedSize[] =>
  asset.mediaKind === 'image' ? imageSizes(asset) : videoSizes(asset)

/**
 * A video is offered as it is. Products limit and price it like an image with the area of a frame, or like the largest
 * one if that is not known.
 */
export function videoSizes(asset: SizedAsset): OfferedSize[] {
  const { fileType, bytes } = asset
  if (fileType === null) return []
  const frame = frameSizeOf(asset)
  const band = frame === null ? 'xx_large' : bandOf(frame)
  const { width = null, height = null } = frame ?? {}
  return [{ name: 'original', band, width, height, dpi: null, bytes, fileType, isOriginal: true }]
}

/** The extension of files that are made from an original. */
const MADE_TYPE = 'jpg'

/**
 * The sizes in which an image can be downloaded, largest first: the original, under the name that its area falls in (also
 * as JPEG if it is of another type), and all below it (contract 16, Download sizes). A drawing is offered as it is and in
 * pixels up to x_large; one that cannot be drawn here only as it is. An asset without a file has none.
 */
export function imageSizes(asset: SizedAsset): ImageSize[] {
  const { width, height, fileType, bytes } = asset
  if (fileType === null) return []
  const isVector = isDrawing(fileType)
  if (width === null || height === null)
    return [
      {
        name: 'vector',
        band: 'vector',
        width,
        height,
        dpi: dpiOf('vector'),
        bytes,
        fileType,
        isOriginal: true,
      },
    ]
  const own: DownloadSizeName = isVector ? 'vector' : bandOf({ width, height })
  const original = { name: own, band: own, width, height, dpi: dpiOf(own), bytes, fileType, isOriginal: true }
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
      band: name,
      ...sizeOf({ width, height, isVector }, { areaPx: maxPixels }),
      dpi,
      bytes: null,
      fileType: MADE_TYPE,
      isOriginal: false,
    })),
  ]
}

const bandOf = ({ width, height }: Dimensions): DownloadSizeName =>
  SIZE_BANDS.find(({ maxPixels }) => width * height <= maxPixels)!.name

const dpiOf = (name: DownloadSizeName): number => SIZE_BANDS.find((band) => band.name === name)?.dpi ?? 300
