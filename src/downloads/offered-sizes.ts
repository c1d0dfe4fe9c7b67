import type { Asset } from '../catalogue/asset.ts'
import { DOWNLOAD_SIZES, type DownloadSizeName, isDrawing, SIZE_BANDS } from '../catalogue/download-sizes.ts'
import { frameSizeOf } from '../catalogue/video.ts'
import { type VideoSizeName, videoSizesOf } from '../catalogue/video-sizes.ts'
import { type Dimensions, sizeOf } from '../media/size-of.ts'
import type { MadeSizes } from '../transcodes/transcode.ts'

/** What of an asset decides in which sizes it can be downloaded. */
export type SizedAsset = Pick<
  Asset,
  'mediaKind' | 'blob' | 'width' | 'height' | 'fileType' | 'bytes' | 'frameWidth' | 'frameHeight'
>

/** Which sizes of videos can be delivered besides the original. */
export type VideoOffer = {
  /** Whether this machine can make them. */
  readonly canMake: boolean
  /** Those that lie ready. */
  readonly made: MadeSizes
}

/** A size in which an asset can be downloaded. */
export type OfferedSize = {
  readonly name: DownloadSizeName | VideoSizeName | typeof ORIGINAL
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

/** The name of the download size of a video that is its file. */
const ORIGINAL = 'original'

/** The sizes in which an asset can be downloaded, largest first. */
export const offeredSizes = (asset: SizedAsset, offer: VideoOffer): readonly OfferedSize[] =>
  asset.mediaKind === 'image' ? imageSizes(asset) : videoSizes(asset, offer)

/**
 * A video is offered as it is, and in the sizes within its frames that lie ready or can be made. Products limit and price
 * a size like an image with the area of a frame, or like the largest one if that is not known.
 */
export function videoSizes(asset: SizedAsset, { canMake, made }: VideoOffer): OfferedSize[] {
  const { blob, fileType, bytes } = asset
  if (blob === null || fileType === null) return []
  const frame = frameOf(asset)
  const band = frame === null ? 'xx_large' : bandOf(frame)
  const { width = null, height = null } = storedFrameOf(asset) ?? {}
  const original = {
    name: ORIGINAL,
    band,
    width,
    height,
    dpi: null,
    bytes,
    fileType,
    isOriginal: true,
  } as const
  if (frame === null) return [original]
  const ready = made.get(blob)
  const smaller = videoSizesOf(frame).filter(({ name }) => canMake || ready?.has(name))
  return [
    original,
    ...smaller.reverse().map(({ name, frame }) => ({
      name,
      band: bandOf(frame),
      ...frame,
      dpi: null,
      bytes: ready?.get(name) ?? null,
      fileType: MADE_VIDEO_TYPE,
      isOriginal: false,
    })),
  ]
}

/** The frame of a video as its file shows it, else, if nothing here reads the file, as its record states it; null if neither does. */
const frameOf = ({ width, height, ...record }: SizedAsset): Dimensions | null =>
  width === null || height === null ? frameSizeOf(record) : { width, height }

/** The frame of the original, which has as many lines as it is shown with, but may be narrower. */
function storedFrameOf(asset: SizedAsset): Dimensions | null {
  const [shown, stated] = [frameOf(asset), frameSizeOf(asset)]
  return shown && stated?.height !== shown.height ? shown : stated
}

/** The extensions of files that are made from originals. */
const [MADE_TYPE, MADE_VIDEO_TYPE] = ['jpg', 'mp4']

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
