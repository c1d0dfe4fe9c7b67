import type { EmbeddedBlocks } from './blocks.ts'
import { DATA_SET_MARKER } from './iim.ts'
import { photoshopResources } from './photoshop-resources.ts'
import { openTiff, TAG, type TiffField } from './tiff.ts'

const LONG = 4

/**
 * The metadata in the first directory of a TIFF: XMP, IIM (in its own tag, else in Photoshop's resources) and the digest
 * of the IIM; the file itself serves as EXIF.
 */
export function tiffBlocks(file: Uint8Array): EmbeddedBlocks {
  const tags = openTiff(file)?.main
  const xmp = tags?.get(TAG.xmp)
  const own = inOrder(tags?.get(TAG.iim))
  const photoshop = tags?.get(TAG.photoshop)
  const { iim, iimDigest } = photoshopResources(photoshop ? [photoshop.bytes] : [])
  return {
    xmp: xmp ? [xmp.bytes] : [],
    iim: own[0] === DATA_SET_MARKER ? [own] : iim,
    iimDigest,
    exif: [file],
  }
}

/** Programs that declare IIM as a list of LONG swap its bytes along with all numbers. */
function inOrder(field: TiffField | undefined): Uint8Array {
  if (!field) return new Uint8Array()
  const { bytes, type } = field
  if (type !== LONG || bytes[0] === DATA_SET_MARKER) return bytes
  return Buffer.from(bytes).swap32()
}
