import { MediaProblem } from '../media-problem.ts'
import { viewOf } from '../metadata/bytes.ts'
import { BMP_COMPRESSION, type BmpHeader, readBmpHeader } from './bmp-header.ts'
import { unpackRunLengths } from './bmp-run-lengths.ts'
import type { Convertible } from './convertible.ts'
import { toTiff } from './pixels.ts'

/** Opens a BMP of Windows or OS/2. @throws MediaProblem `unreadable`; `truncated` when it is converted. */
export function openBmp(file: Uint8Array): Convertible {
  const header = readBmpHeader(file)
  if (!header) throw new MediaProblem('unreadable', 'this kind of BMP is not known')
  const { width, height } = header
  return {
    size: { width, height },
    orientation: 1,
    convert: async () => ({
      file: toTiff({ width, height, colour: 'rgb', ...pixelsOf(file, header) }),
      format: 'tiff',
    }),
  }
}

function pixelsOf(file: Uint8Array, header: BmpHeader): { samples: Uint8Array; hasAlpha: boolean } {
  const { width, height, bits, isTopDown } = header
  const hasAlpha = header.masks[3] !== 0
  const channels = hasAlpha ? 4 : 3
  const samples = new Uint8Array(width * height * channels)
  const colourAt =
    bits <= 8
      ? paletteColours(file, header)
      : bits === 24
        ? plainColours(file, header)
        : maskedColours(file, header)
  for (let row = 0; row < height; row++) {
    const from = isTopDown ? row : height - 1 - row
    for (let x = 0; x < width; x++) colourAt(from, x, samples, (row * width + x) * channels)
  }
  return { samples, hasAlpha }
}

/** Writes the colour of a pixel, of a row as it is stored, to a place in the samples. */
type ColourAt = (row: number, x: number, into: Uint8Array, at: number) => void

/** Rows are padded to four bytes. @throws MediaProblem `truncated` if the file has not all of them. */
function rowBytesOf(file: Uint8Array, { width, height, bits, start }: BmpHeader): number {
  const bytes = Math.ceil((width * bits) / 32) * 4
  // The last row may lack its padding.
  if (start + bytes * (height - 1) + Math.ceil((width * bits) / 8) > file.length)
    throw new MediaProblem('truncated')
  return bytes
}

function paletteColours(file: Uint8Array, header: BmpHeader): ColourAt {
  const { bits, compression, start, palette } = header
  const isPacked = compression === BMP_COMPRESSION.rle8 || compression === BMP_COMPRESSION.rle4
  const unpacked = isPacked ? unpackRunLengths(file, header) : null
  const rowBytes = unpacked ? 0 : rowBytesOf(file, header)
  const mask = 2 ** bits - 1
  const indexAt = unpacked
    ? (row: number, x: number) => unpacked[row * header.width + x]!
    : (row: number, x: number) => {
        const bit = x * bits
        return (file[start + row * rowBytes + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask
      }
  return (row, x, into, at) => {
    const entry = indexAt(row, x) * palette.entryBytes
    for (let part = 0; part < 3; part++) into[at + part] = palette.bytes[entry + 2 - part] ?? 0
  }
}

function plainColours(file: Uint8Array, header: BmpHeader): ColourAt {
  const rowBytes = rowBytesOf(file, header)
  return (row, x, into, at) => {
    const from = header.start + row * rowBytes + x * 3
    for (let part = 0; part < 3; part++) into[at + part] = file[from + 2 - part]!
  }
}

function maskedColours(file: Uint8Array, header: BmpHeader): ColourAt {
  const rowBytes = rowBytesOf(file, header)
  const view = viewOf(file)
  const bytes = header.bits / 8
  const parts = header.masks.filter((mask, index) => index < 3 || mask !== 0).map(partOf)
  return (row, x, into, at) => {
    const from = header.start + row * rowBytes + x * bytes
    const pixel = bytes === 2 ? view.getUint16(from, true) : view.getUint32(from, true)
    for (const [index, part] of parts.entries()) into[at + index] = part(pixel)
  }
}

/** Returns a function that takes the bits of a mask from a pixel and scales them to 0 to 255. */
function partOf(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0
  const shift = 31 - Math.clz32(mask & -mask)
  const white = mask >>> shift
  return (pixel) => Math.round((((pixel & mask) >>> shift) * 255) / white)
}
