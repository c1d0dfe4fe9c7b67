import { hasText, viewOf } from '../../metadata/bytes.ts'

/** The start of a JPEG whose first byte the camera has overwritten. */
const START = Buffer.of(0xd8, 0xff, 0xdb)
const SIGNATURE = '\0MRM'
const EXIF_BLOCK = '\0TTW'
const HEADER_BYTES = 8
/** More than any camera writes. */
const MAX_JPEGS = 8

/** The metadata of an MRW (Minolta), a TIFF in one of the blocks of its header; null if there is none. */
export function mrwDirectories(file: Uint8Array): Uint8Array | null {
  if (!hasText(file, 0, SIGNATURE)) return null
  for (let at = HEADER_BYTES; at + HEADER_BYTES <= file.length; ) {
    const [start, length] = [at + HEADER_BYTES, viewOf(file).getUint32(at + 4)]
    if (hasText(file, at, EXIF_BLOCK)) return file.subarray(start, start + length)
    at = start + length
  }
  return null
}

/** The JPEGs of an MRW, each with its first byte restored. */
export function* mrwJpegs(file: Uint8Array): Generator<Uint8Array> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.length)
  let at = bytes.indexOf(START, 1)
  for (let found = 0; at !== -1 && found < MAX_JPEGS; found++) {
    const jpeg = Buffer.from(bytes.subarray(at - 1))
    jpeg[0] = 0xff
    yield jpeg
    at = bytes.indexOf(START, at + 1)
  }
}
