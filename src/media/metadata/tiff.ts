import { hasText, viewOf } from './bytes.ts'

/** One field of a directory: its raw value, with the type and byte order needed to read it as numbers. */
export type TiffField = { readonly type: number; readonly bytes: Uint8Array; readonly littleEndian: boolean }
/** The fields of a directory by tag. */
export type Directory = ReadonlyMap<number, TiffField>

/**
 * The tags that are read (TIFF 6.0 and its technical notes; TIFF/EP; DNG 1.7; EXIF 3.0, 4.6.4 to 4.6.6; XMP part 3; IIM in TIFF as
 * "RichTIFFIPTC"; XP… by Windows; JpgFromRaw of Panasonic).
 */
export const TAG = {
  panasonicJpeg: 0x002e,
  newSubfileType: 0x00fe,
  subfileType: 0x00ff,
  width: 0x0100,
  height: 0x0101,
  bitsPerSample: 0x0102,
  compression: 0x0103,
  photometric: 0x0106,
  imageDescription: 0x010e,
  make: 0x010f,
  model: 0x0110,
  stripOffsets: 0x0111,
  orientation: 0x0112,
  samplesPerPixel: 0x0115,
  rowsPerStrip: 0x0116,
  stripByteCounts: 0x0117,
  planar: 0x011c,
  software: 0x0131,
  artist: 0x013b,
  tileWidth: 0x0142,
  tileHeight: 0x0143,
  tileOffsets: 0x0144,
  tileByteCounts: 0x0145,
  subIfds: 0x014a,
  extraSamples: 0x0152,
  sampleFormat: 0x0153,
  jpegOffset: 0x0201,
  jpegBytes: 0x0202,
  xmp: 0x02bc,
  cfaPattern: 0x828e,
  copyright: 0x8298,
  iim: 0x83bb,
  leafData: 0x8606,
  photoshop: 0x8649,
  exifDirectory: 0x8769,
  icc: 0x8773,
  dateTimeOriginal: 0x9003,
  dateTimeDigitized: 0x9004,
  offsetTimeOriginal: 0x9011,
  offsetTimeDigitized: 0x9012,
  userComment: 0x9286,
  xpTitle: 0x9c9b,
  xpComment: 0x9c9c,
  xpAuthor: 0x9c9d,
  xpKeywords: 0x9c9e,
  xpSubject: 0x9c9f,
  dngVersion: 0xc612,
} as const

/** Bytes per value of each type, from BYTE to DOUBLE and the 64-bit types of BigTIFF. */
export const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
  129: 1,
}
const MAX_FIELDS = 512

/** Returns whether bytes begin like a TIFF structure. */
export const isTiff = (bytes: Uint8Array): boolean =>
  ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((head) => hasText(bytes, 0, head))

/** The first directory of a TIFF structure and its EXIF directory; null when it is not TIFF. Never reads a second page. */
export function openTiff(bytes: Uint8Array): { main: Directory; exif: Directory } | null {
  const opened = openDirectories(bytes)
  if (!opened) return null
  const main = readDirectory(opened.reader, opened.first)
  const pointer = main.get(TAG.exifDirectory)
  return { main, exif: pointer ? readDirectory(opened.reader, firstNumber(pointer)) : new Map() }
}

/** A TIFF or BigTIFF and how to read numbers in it. */
export type TiffReader = {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly littleEndian: boolean
  readonly isBig: boolean
}

/** The version of TIFF, of BigTIFF, and what Panasonic ("U\0") and Olympus ("RO", "RS") write instead of it. */
const VERSIONS = new Set([42, 43, 0x55, 0x4f52, 0x5352])

/** Opens a TIFF, BigTIFF or raw file with the same structure for reading directories; returns the offset of the first one too, or null when it is none. */
export function openDirectories(bytes: Uint8Array): { reader: TiffReader; first: number } | null {
  if (bytes.length < 8) return null
  const littleEndian = bytes[0] === 0x49
  const view = viewOf(bytes)
  const version = view.getUint16(2, littleEndian)
  if (!VERSIONS.has(version)) return null
  const isBig = version === 43
  if (isBig && bytes.length < 16) return null
  const first = isBig ? wide(view, 8, littleEndian) : view.getUint32(4, littleEndian)
  return { reader: { bytes, view, littleEndian, isBig }, first }
}

/** The offset of the directory after the one at `start`; 0 when it is the last or is outside the file. */
export function nextDirectory({ bytes, view, littleEndian, isBig }: TiffReader, start: number): number {
  if (start + (isBig ? 8 : 2) > bytes.length) return 0
  const count = isBig ? wide(view, start, littleEndian) : view.getUint16(start, littleEndian)
  const at = start + (isBig ? 8 + count * 20 : 2 + count * 12)
  if (at + (isBig ? 8 : 4) > bytes.length) return 0
  return isBig ? wide(view, at, littleEndian) : view.getUint32(at, littleEndian)
}

/** The fields of the directory at an offset. Damaged fields and those outside the file are left out. */
export function readDirectory({ bytes, view, littleEndian, isBig }: TiffReader, start: number): Directory {
  const fields = new Map<number, TiffField>()
  try {
    const count = isBig ? wide(view, start, littleEndian) : view.getUint16(start, littleEndian)
    const first = start + (isBig ? 8 : 2)
    const inline = isBig ? 8 : 4
    for (let index = 0; index < Math.min(count, MAX_FIELDS); index++) {
      const at = first + index * (isBig ? 20 : 12)
      const type = view.getUint16(at + 2, littleEndian)
      const values = isBig ? wide(view, at + 4, littleEndian) : view.getUint32(at + 4, littleEndian)
      const length = values * (TYPE_BYTES[type] ?? 0)
      const place = at + (isBig ? 12 : 8)
      const offset =
        length <= inline
          ? place
          : isBig
            ? wide(view, place, littleEndian)
            : view.getUint32(place, littleEndian)
      if (length === 0 || offset + length > bytes.length) continue
      fields.set(view.getUint16(at, littleEndian), {
        type,
        littleEndian,
        bytes: bytes.subarray(offset, offset + length),
      })
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return fields
}

/** The first value of an integer field. */
export function firstNumber({ type, bytes, littleEndian }: TiffField): number {
  const view = viewOf(bytes)
  if (type === 3) return view.getUint16(0, littleEndian)
  if (bytes.length >= 8 && type >= 16) return wide(view, 0, littleEndian)
  return bytes.length >= 4 ? view.getUint32(0, littleEndian) : (bytes[0] ?? 0)
}

/** 64 bits as a number; a value beyond 2^53 is beyond the end of any file anyway. */
const wide = (view: DataView, at: number, littleEndian: boolean) =>
  Number(view.getBigUint64(at, littleEndian))
