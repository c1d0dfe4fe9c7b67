import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import { type ColourSpace, toSrgb } from './colour-space.ts'
import { declaredSpace } from './declared-colours.ts'
import type { DecodeLimits } from './decode-limits.ts'
import { decodeStrictly, type Raster } from './decode-strictly.ts'
import { floatColours } from './float-colours.ts'
import { type JpegHeader, readJpegHeader } from './formats/jpeg-header.ts'
import { completions } from './jpeg-end.ts'
import { MediaProblem } from './media-problem.ts'
import type { NativeFormat } from './picture-format.ts'
import { type Dimensions, type Shape, sizeOf, sizeWithin } from './size-of.ts'
import { drawnAt, readDrawing, wholeSizeOf } from './svg.ts'
import { withExtent } from './svg-extent.ts'
import { checkPictures } from './svg-pictures.ts'
import { findTiffImage } from './tiff-image.ts'
import { withoutSelections } from './tiff-selections.ts'
import { turned, uprightSize } from './turned.ts'
import { hasWideSamples, measureRange, toBytes } from './wide-samples.ts'

/** A picture whose pixels have not been decoded yet. */
export type OpenPicture = {
  /** Size of the original, upright. A vector drawing has the size that it declares, within the pixel limit. */
  readonly original: Shape
  /** Decodes it at this size: upright, in grey or sRGB, transparency flattened onto white. */
  decode(size: Dimensions): Promise<Raster>
  /**
   * Decodes it at this size as `decode`, and encodes it in the same pass, which holds only some rows of it in memory. Not
   * there if all pixels are needed first.
   */
  readonly recode?: ((size: Dimensions, encoded: (picture: Sharp) => Sharp) => Promise<Buffer>) | undefined
  /** What of it is not shown; null if nothing is missing. */
  readonly warning?: string | null
}

/**
 * Opens a picture that libvips reads. `space` is that of a picture without an ICC profile, if it is not sRGB.
 *
 * @throws as `openPicture`.
 */
export async function openNative(
  file: Uint8Array,
  format: NativeFormat,
  limits: DecodeLimits,
  space = declaredSpace(file, format),
): Promise<OpenPicture> {
  const { maxPixels } = limits
  const options: SharpOptions = { limitInputPixels: false, failOn: 'truncated', pages: 1 }
  if (format === 'svg') return openDrawing(file, options, maxPixels)
  if (format === 'tiff' && !space) return openTiffImage(file, options, limits)
  const header = format === 'jpeg' ? readJpegHeader(file) : null
  if (header) refuseOddJpeg(header)
  const [whole, otherwise] = (format === 'jpeg' && completions(file)) || [file, null]
  // Reading the header with libvips would take a tenth of the time of a small rendition.
  const metadata =
    header && !header.hasExif
      ? { ...header, depth: 'uchar' as const }
      : await sharp(whole, options).metadata()
  const original = sizeWithin(metadata, maxPixels)
  const decode = async (size: Dimensions) => {
    if (space) return pixelsIn(space, sharp(file, options).autoOrient(), size, metadata)
    const raster = await decodeStrictly(format, (failOn) =>
      pixelsOf(sharp(whole, { ...options, failOn }).autoOrient(), size),
    )
    if (otherwise && !raster.data.equals((await pixelsOf(sharp(otherwise, options).autoOrient(), size)).data))
      throw new MediaProblem('truncated')
    return raster
  }
  const recode: OpenPicture['recode'] = (size, encoded) =>
    decodeStrictly(format, (failOn) =>
      encoded(fitted(sharp(whole, { ...options, failOn }).autoOrient(), size)).toBuffer(),
    )
  return { original, decode, recode: space || otherwise ? undefined : recode }
}

/** @throws MediaProblem `jpeg_kind` for samples that libjpeg does not read as it is built for libvips. */
function refuseOddJpeg({ isLossless, precision }: JpegHeader): void {
  if (isLossless) throw new MediaProblem('jpeg_kind', 'lossless')
  if (precision !== 8) throw new MediaProblem('jpeg_kind', `${precision}-bit samples`)
}

async function openDrawing(file: Uint8Array, options: SharpOptions, maxPixels: number): Promise<OpenPicture> {
  const read = readDrawing(file)
  await checkPictures(read.pictures, maxPixels)
  const drawing = await withExtent(read)
  const decode = (size: Dimensions) => pixelsOf(drawnAt(drawing, size, options), size)
  const { missing } = drawing
  const warning = missing && `It is shown without a ${missing.kind} that is not in the file: ${missing.name}.`
  const original = { ...sizeOf(wholeSizeOf(drawing), { areaPx: maxPixels }), isVector: true }
  return { original, decode, warning }
}

async function openTiffImage(
  file: Uint8Array,
  standing: SharpOptions,
  limits: DecodeLimits,
): Promise<OpenPicture> {
  const { picture, isWhiteZero, extras, inheritedOrientation } = findTiffImage(file)
  const { page, subifd } = picture.place
  const options: SharpOptions = { ...standing, page, ...(subifd === null ? {} : { tiff: { subifd } }) }
  const metadata = await sharp(file, options).metadata()
  const original = uprightSize(inheritedOrientation, sizeWithin(metadata, limits.maxPixels))
  if (metadata.space === 'scrgb' && metadata.depth === 'float' && extras.count > 0) {
    const decode = async (size: Dimensions) => {
      const colours = await decodeStrictly('tiff', (failOn) =>
        floatColours(file, { ...options, failOn }, extras),
      )
      const stored = uprightSize(inheritedOrientation, size)
      return turned(await (await openNative(colours, 'tiff', limits)).decode(stored), inheritedOrientation)
    }
    return { original, decode }
  }
  const range = hasWideSamples(metadata) ? await measureRange({ file, options, metadata, isWhiteZero }) : null
  const decode = async (size: Dimensions) => {
    const stored = uprightSize(inheritedOrientation, size)
    const raster = await decodeStrictly('tiff', async (failOn) =>
      range
        ? toBytes({ file, options: { ...options, failOn }, metadata }, stored, range)
        : pixelsOf(await withoutSelections(sharp(file, { ...options, failOn }).autoOrient(), extras), stored),
    )
    return turned(raster, inheritedOrientation)
  }
  return { original, decode }
}

/** The pixels at this size. */
const pixelsOf = (picture: Sharp, size: Dimensions): Promise<Raster> =>
  fitted(picture, size).raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })

/** A picture in this size, in grey or sRGB, on white. */
const fitted = (picture: Sharp, { width, height }: Dimensions): Sharp =>
  picture.resize(width, height, { fit: 'fill' }).flatten({ background: '#ffffff' }).toColourspace('srgb')

/** The pixels of a picture in the colour space `space`. NOTE: libvips widens 8 bits to 16 by appending zeros. */
async function pixelsIn(
  space: ColourSpace,
  picture: Sharp,
  { width, height }: Dimensions,
  { depth }: Pick<Metadata, 'depth'>,
): Promise<Raster> {
  const { data, info } = await picture
    .resize(width, height, { fit: 'fill' })
    .flatten({ background: '#ffffff' })
    .toColourspace('rgb16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true })
  const samples = new Uint16Array(data.buffer, data.byteOffset, data.length / 2)
  return { data: toSrgb(samples, depth === 'ushort' ? 0xffff : 0xff00, space), info }
}
