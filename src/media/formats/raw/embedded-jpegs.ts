import { viewOf } from '../../metadata/bytes.ts'
import { type Directory, TAG } from '../../metadata/tiff.ts'
import type { PictureFormat } from '../../picture-format.ts'
import type { Dimensions } from '../../size-of.ts'
import { numbersOf, picturesOf, tagNumber } from '../../tiff-pages.ts'
import { readJpegHeader } from '../jpeg-header.ts'
import { cr3Jpegs } from './cr3.ts'
import { mrwJpegs } from './mrw.ts'

/** A JPEG inside a raw file. */
export type EmbeddedJpeg = Dimensions & { readonly bytes: Uint8Array }

const JPEG_COMPRESSIONS = [6, 7]
/** Where the header of a RAF has the offset of its JPEG, and then its length. */
const RAF_JPEG = 84
/** A preview whose longest side is smaller than this is only a thumbnail; then there may be a larger one elsewhere. */
const THUMBNAIL_PX = 1000
/** The start of a JPEG and of the marker after it. */
const START = Buffer.of(0xff, 0xd8, 0xff)

/**
 * Finds the largest JPEG in a raw file: where its directories or boxes say that there is one, or, if these name none but
 * thumbnails, wherever one begins, because many cameras refer to previews only in their own notes. Null if there is none.
 */
export function largestJpeg(file: Uint8Array, format: PictureFormat): EmbeddedJpeg | null {
  const named = largest(namedJpegs(file, format))
  if (named && Math.max(named.width, named.height) >= THUMBNAIL_PX) return named
  return largest(named ? [named.bytes, ...anyJpegs(file)] : anyJpegs(file))
}

function namedJpegs(file: Uint8Array, format: PictureFormat): Iterable<Uint8Array> {
  if (format === 'cr3') return cr3Jpegs(file)
  if (format === 'mrw') return mrwJpegs(file)
  return format === 'raf' ? rafJpegs(file) : tiffJpegs(file)
}

function* tiffJpegs(file: Uint8Array): Generator<Uint8Array> {
  for (const { directory } of picturesOf(file)) {
    const panasonic = directory.get(TAG.panasonicJpeg)
    if (panasonic) yield panasonic.bytes
    for (const [at, length] of places(directory)) yield file.subarray(at, at + length)
  }
}

function places(directory: Directory): (readonly [at: number, length: number])[] {
  const [offsets, counts] = [TAG.stripOffsets, TAG.stripByteCounts].map((tag) =>
    numbersOf(directory.get(tag)),
  )
  const isOneStrip =
    offsets!.length === 1 && JPEG_COMPRESSIONS.includes(tagNumber(directory, TAG.compression) ?? 0)
  const strip = isOneStrip ? [[offsets![0]!, counts![0] ?? 0] as const] : []
  const [at, length] = [tagNumber(directory, TAG.jpegOffset), tagNumber(directory, TAG.jpegBytes)]
  return at === undefined || length === undefined ? strip : [[at, length], ...strip]
}

function* rafJpegs(file: Uint8Array): Generator<Uint8Array> {
  if (file.length < RAF_JPEG + 8) return
  const [at, length] = [viewOf(file).getUint32(RAF_JPEG), viewOf(file).getUint32(RAF_JPEG + 4)]
  yield file.subarray(at, at + length)
}

/** Everything that begins like a JPEG. */
function* anyJpegs(file: Uint8Array): Generator<Uint8Array> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  for (let at = bytes.indexOf(START); at !== -1; at = bytes.indexOf(START, at + 1)) yield bytes.subarray(at)
}

/** The largest that is a picture: sensor data is lossless or has more than 8 bits. */
function largest(jpegs: Iterable<Uint8Array>): EmbeddedJpeg | null {
  let found: EmbeddedJpeg | null = null
  for (const bytes of jpegs) {
    const header = readJpegHeader(bytes)
    if (!header || header.isLossless || header.precision !== 8) continue
    const { width, height } = header
    if (!found || width * height > found.width * found.height) found = { bytes, width, height }
  }
  return found
}
