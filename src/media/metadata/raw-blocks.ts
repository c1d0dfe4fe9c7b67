import { cr3Directories } from '../formats/raw/cr3.ts'
import { largestJpeg } from '../formats/raw/embedded-jpegs.ts'
import { mrwDirectories } from '../formats/raw/mrw.ts'
import type { EmbeddedBlocks } from './blocks.ts'
import { boxesOf, hasUuid } from './boxes.ts'
import { jpegBlocks } from './jpeg-blocks.ts'

/** The UUID of a box with XMP (XMP specification part 3, 1.1.4 and 1.2.2). */
export const XMP_UUID = 'be7acfcb97a942e89c71999491e3afac'

/** The metadata of a raw file that only its embedded JPEG has. */
export function embeddedJpegBlocks(file: Uint8Array): EmbeddedBlocks {
  const jpeg = largestJpeg(file, 'raf')
  return jpeg ? jpegBlocks(jpeg.bytes) : { xmp: [], iim: [], exif: [] }
}

/** The metadata of a CR3: XMP in a box of its own, EXIF in those of Canon. */
export function cr3Blocks(file: Uint8Array): EmbeddedBlocks {
  const xmp = [...boxesOf(file)]
    .filter(({ type, data }) => type === 'uuid' && hasUuid(data, XMP_UUID))
    .map(({ data }) => data.subarray(16))
  return { xmp, iim: [], exif: cr3Directories(file) }
}

/** The metadata of an MRW, in its header. */
export function mrwBlocks(file: Uint8Array): EmbeddedBlocks {
  const directories = mrwDirectories(file)
  return { xmp: [], iim: [], exif: directories ? [directories] : [] }
}
