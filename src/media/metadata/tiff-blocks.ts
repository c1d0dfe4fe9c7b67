import type { EmbeddedBlocks } from './embedded-blocks.ts'
import { photoshopIim } from './jpeg-blocks.ts'
import { openTiff, TAG } from './tiff.ts'

/** What a TIFF carries in its first directory: XMP, IIM, Photoshop's resources; the file itself is its EXIF. */
export function tiffBlocks(file: Uint8Array): EmbeddedBlocks {
  const tags = openTiff(file)?.main
  const xmp = tags?.get(TAG.xmp)
  const iim = tags?.get(TAG.iim)
  const photoshop = tags?.get(TAG.photoshop)
  return {
    xmp: xmp ? [xmp.bytes] : [],
    iim: iim ? [iim.bytes] : photoshop ? photoshopIim([photoshop.bytes]) : [],
    exif: [file],
  }
}
