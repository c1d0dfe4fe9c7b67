import type { DecodeLimits } from './decode-limits.ts'
import { stillAvif } from './formats/avif-sequence.ts'
import { openConvertible } from './formats/converters.ts'
import type { Convertible } from './formats/convertible.ts'
import { openOddTiff } from './formats/odd-tiff.ts'
import { type OpenPicture, openNative } from './open-native.ts'
import { isNative, type PictureFormat } from './picture-format.ts'
import { type Dimensions, sizeWithin } from './size-of.ts'
import { findTiffImage } from './tiff-image.ts'
import { turned, uprightSize } from './turned.ts'

/**
 * Opens a picture of this format. If it has several frames or pages, the first one is the picture.
 *
 * @throws MediaProblem for an SVG or TIFF that is refused; Error of libvips when the header cannot be read.
 */
export async function openPicture(
  file: Uint8Array,
  format: PictureFormat,
  limits: DecodeLimits,
): Promise<OpenPicture> {
  if (!isNative(format)) return openConverted(await openConvertible(file, format, limits), limits)
  if (format === 'tiff') {
    const image = findTiffImage(file)
    if (image.unread) return openConverted(openOddTiff(file, image, limits), limits)
  }
  return openNative(format === 'avif' ? stillAvif(file) : file, format, limits)
}

/** Opens a picture through a substitute that libvips reads. Its size is checked before anything is decoded. */
async function openConverted(
  { size, orientation, convert }: Convertible,
  limits: DecodeLimits,
): Promise<OpenPicture> {
  if (size) sizeWithin(size, limits.maxPixels)
  const open = async (wanted: Dimensions) => {
    const substitute = await convert(wanted)
    return openNative(substitute.file, substitute.format, limits, substitute.space)
  }
  const original = uprightSize(orientation, size ?? (await open({ width: 1, height: 1 })).original)
  const decode = async (wanted: Dimensions) => {
    const stored = uprightSize(orientation, wanted)
    return turned(await (await open(stored)).decode(stored), orientation)
  }
  return { original, decode }
}
