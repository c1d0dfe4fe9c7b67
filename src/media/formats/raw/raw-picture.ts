import { MediaProblem } from '../../media-problem.ts'
import { viewOf } from '../../metadata/bytes.ts'
import { jpegBlocks } from '../../metadata/jpeg-blocks.ts'
import { isTiff, openTiff, TAG } from '../../metadata/tiff.ts'
import type { RawFormat } from '../../picture-format.ts'
import { findTiffImage } from '../../tiff-image.ts'
import { tagNumber } from '../../tiff-pages.ts'
import type { Convertible } from '../convertible.ts'
import { cr3Directories } from './cr3.ts'
import { largestJpeg } from './embedded-jpegs.ts'
import { mrwDirectories } from './mrw.ts'

/** Where the header of an X3F (Sigma) has the degrees by which the picture has to be turned clockwise. */
const X3F_ROTATION = 36
const X3F_ORIENTATIONS: Readonly<Record<number, number>> = { 90: 6, 180: 3, 270: 8 }

/**
 * Opens a raw file of a camera, whose picture is the largest that the camera developed itself: an embedded JPEG, or
 * pixels that are no sensor data.
 *
 * @throws MediaProblem `raw` if it has neither.
 */
export function openRaw(file: Uint8Array, format: RawFormat): Convertible {
  const jpeg = largestJpeg(file, format)
  const page = areaOfPage(file)
  if (!jpeg && page === 0) throw new MediaProblem('raw', format.toUpperCase())
  if (!jpeg || page > jpeg.width * jpeg.height) return substitute(file, 'tiff', 1)
  return substitute(jpeg.bytes, 'jpeg', hasOrientation(jpeg.bytes) ? 1 : orientationOf(file, format))
}

const substitute = (file: Uint8Array, format: 'jpeg' | 'tiff', orientation: number): Convertible => ({
  size: null,
  orientation,
  convert: async () => ({ file, format }),
})

/** The area of the picture that is stored like that of any TIFF, as DNG previews may be; 0 if there is none. */
function areaOfPage(file: Uint8Array): number {
  if (!isTiff(file)) return 0
  try {
    const { area, unread } = findTiffImage(file)
    return unread ? 0 : area
  } catch (error) {
    if (error instanceof MediaProblem) return 0
    throw error
  }
}

const hasOrientation = (jpeg: Uint8Array): boolean =>
  jpegBlocks(jpeg).exif.some((block) => openTiff(block)?.main.has(TAG.orientation))

function orientationOf(file: Uint8Array, format: RawFormat): number {
  if (format === 'x3f')
    return X3F_ORIENTATIONS[file.length > 40 ? viewOf(file).getUint32(X3F_ROTATION, true) : 0] ?? 1
  const directories = directoriesOf(file, format)
  const main = directories && openTiff(directories)?.main
  return (main && tagNumber(main, TAG.orientation)) ?? 1
}

function directoriesOf(file: Uint8Array, format: RawFormat): Uint8Array | null {
  if (format === 'cr3') return cr3Directories(file)[0] ?? null
  return format === 'mrw' ? mrwDirectories(file) : file
}
