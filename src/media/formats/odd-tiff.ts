import sharp from 'sharp'
import type { DecodeLimits } from '../decode-limits.ts'
import { MediaProblem } from '../media-problem.ts'
import { viewOf } from '../metadata/bytes.ts'
import { TAG } from '../metadata/tiff.ts'
import type { TiffImage } from '../tiff-image.ts'
import { numbersOf, tagNumber } from '../tiff-pages.ts'
import { readByVips, type VipsLoader } from '../tools/read-by-vips.ts'
import { uprightSize } from '../turned.ts'
import type { Convertible } from './convertible.ts'
import { fromLab } from './lab.ts'
import { hasPlainSamples, isInterleaved, withoutExtras } from './many-channels.ts'
import { toTiff } from './pixels.ts'
import { largestJpeg } from './raw/embedded-jpegs.ts'

const UNCOMPRESSED = 1
/** The features that ImageMagick is known to read correctly. */
const BY_IMAGEMAGICK = /^(?:12-bit|tiles)/
const OLD_JPEG = 6
/** Photometric interpretations (TIFF 6.0, section 23; ICCLab of Adobe), with how they write a and b. */
const LAB: Readonly<Record<number, 'signed' | 'offset'>> = { 8: 'signed', 9: 'offset' }
const RGB = 2

/**
 * Opens a TIFF whose pixels libvips would not show as they are: L*a*b* is converted here, a complete JPEG of the
 * old style and the colours among many channels are taken out, and everything else is left to the `vips` of the machine, which
 * contains ImageMagick.
 *
 * @throws MediaProblem `tiff_kind` if that would not read it correctly; when converted, `needs_tool` if it is not installed.
 */
export function openOddTiff(file: Uint8Array, image: TiffImage, limits: DecodeLimits): Convertible {
  const { directory } = image.picture
  const number = (tag: number) => tagNumber(directory, tag) ?? 0
  const orientation = number(TAG.orientation) || 1
  const size = { width: number(TAG.width), height: number(TAG.height) }
  if (LAB[number(TAG.photometric)] && image.unread === 'CIELAB')
    return {
      size,
      orientation,
      convert: async () => ({ file: await convertLab(file, image), format: 'tiff' }),
    }
  const jpeg = number(TAG.compression) === OLD_JPEG ? largestJpeg(file, 'raw') : null
  if (jpeg)
    return {
      size: null,
      orientation,
      convert: async () => ({ file: jpeg.bytes, format: 'jpeg' }),
    }
  if (image.unread!.includes('channels of') && hasPlainSamples(image.picture))
    return {
      size,
      orientation,
      convert: async () => ({ file: await coloursIn(file, image, limits), format: 'tiff' }),
    }
  const loader = loaderFor(file, image)
  if (!loader) throw new MediaProblem('tiff_kind', image.unread!)
  const convert = async () => ({
    file: await readByVips(file, loader, limits, { format: `TIFF with ${image.unread}` }),
    format: 'tiff' as const,
  })
  // The TIFF that vips writes has the orientation of the file.
  return { size: uprightSize(orientation, size), orientation: 1, convert }
}

/**
 * What reads it correctly or fails: libtiff of the machine, which knows more kinds of compression; ImageMagick, which shows
 * missing samples as black, only if none are missing; null for anything else.
 */
function loaderFor(file: Uint8Array, { picture: { directory }, unread }: TiffImage): VipsLoader | null {
  if (tagNumber(directory, TAG.compression) === OLD_JPEG) return null
  if (unread!.endsWith('compression')) return 'tiffload'
  const one = (tag: number) => tagNumber(directory, tag) ?? 1
  const tileWidth = tagNumber(directory, TAG.tileWidth)
  const width = tileWidth ? Math.ceil(one(TAG.width) / tileWidth) * tileWidth : one(TAG.width)
  const tileHeight = tagNumber(directory, TAG.tileHeight) ?? 1
  const height = Math.ceil(one(TAG.height) / tileHeight) * tileHeight
  const expected = height * Math.ceil((width * one(TAG.samplesPerPixel) * one(TAG.bitsPerSample)) / 8)
  const places = (tags: readonly number[]) => tags.flatMap((tag) => numbersOf(directory.get(tag)))
  const [offsets, counts] = [
    places([TAG.stripOffsets, TAG.tileOffsets]),
    places([TAG.stripByteCounts, TAG.tileByteCounts]),
  ]
  const held = offsets.reduce(
    (sum, at, index) => sum + Math.max(0, Math.min(counts[index] ?? 0, file.length - at)),
    0,
  )
  const isComplete = one(TAG.compression) === UNCOMPRESSED && held >= expected
  return isComplete && BY_IMAGEMAGICK.test(unread!) ? 'magickload' : null
}

/** The colours of a picture with more channels than sharp takes, as TIFF; `vips` decompresses them. */
async function coloursIn(
  file: Uint8Array,
  { picture, extras, unread }: TiffImage,
  limits: DecodeLimits,
): Promise<Buffer> {
  if (isInterleaved(picture)) return withoutExtras(file, extras, picture)
  const { page, subifd } = picture.place
  if (page !== 0 || subifd !== null) throw new MediaProblem('tiff_kind', unread!)
  return withoutExtras(await readByVips(file, 'tiffload', limits, { format: `TIFF with ${unread}` }), extras)
}

/** Has the samples read as if they were RGB, so that libvips leaves them as they are, and converts them. */
async function convertLab(file: Uint8Array, { picture }: TiffImage): Promise<Buffer> {
  const { page, subifd } = picture.place
  const isWide = tagNumber(picture.directory, TAG.bitsPerSample) === 16
  const read = sharp(asRgb(file, picture.at), {
    limitInputPixels: false,
    page,
    ignoreIcc: true,
    ...(subifd === null ? {} : { tiff: { subifd } }),
  }).removeAlpha()
  const { data, info } = await (isWide
    ? read.toColourspace('rgb16').raw({ depth: 'ushort' })
    : read.raw()
  ).toBuffer({
    resolveWithObject: true,
  })
  const samples = isWide ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data
  const chroma = LAB[tagNumber(picture.directory, TAG.photometric)!]!
  return toTiff({ width: info.width, height: info.height, colour: 'rgb', samples: fromLab(samples, chroma) })
}

/** A copy of the file whose directory at this offset says RGB. */
function asRgb(file: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(file)
  const view = viewOf(copy)
  const isLittle = copy[0] === 0x49
  const isBig = view.getUint16(2, isLittle) === 43
  const [first, length, value] = isBig ? [8, 20, 12] : [2, 12, 8]
  const count = isBig ? Number(view.getBigUint64(at, isLittle)) : view.getUint16(at, isLittle)
  for (let entry = at + first; entry < at + first + count * length; entry += length)
    if (view.getUint16(entry, isLittle) === TAG.photometric) view.setUint16(entry + value, RGB, isLittle)
  return copy
}
