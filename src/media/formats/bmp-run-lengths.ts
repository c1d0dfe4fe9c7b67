import { BMP_COMPRESSION, type BmpHeader } from './bmp-header.ts'

const [END_OF_ROW, END_OF_PICTURE, MOVE] = [0, 1, 2]

/**
 * Returns the palette index of each pixel of a BMP with run-length encoding (Windows, Bitmap Compression), row by row as
 * stored; those that no run covers are 0. Data that ends early or leaves the picture ends it.
 */
export function unpackRunLengths(
  file: Uint8Array,
  { width, height, compression, start }: BmpHeader,
): Uint8Array {
  const indexes = new Uint8Array(width * height)
  const isHalf = compression === BMP_COMPRESSION.rle4
  let [at, x, row] = [start, 0, 0]
  const put = (value: number, isSecond: boolean) => {
    const index = isHalf ? (isSecond ? value & 15 : value >> 4) : value
    if (x < width && row < height) indexes[row * width + x++] = index
  }
  while (at + 1 < file.length && row < height) {
    const [count, value] = [file[at]!, file[at + 1]!]
    at += 2
    if (count > 0) for (let index = 0; index < count; index++) put(value, index % 2 === 1)
    else if (value === END_OF_PICTURE) break
    else if (value === END_OF_ROW) {
      x = 0
      row++
    } else if (value === MOVE) {
      x += file[at] ?? 0
      row += file[at + 1] ?? 0
      at += 2
    } else {
      for (let index = 0; index < value; index++)
        put(file[at + (isHalf ? index >> 1 : index)] ?? 0, index % 2 === 1)
      const bytes = isHalf ? Math.ceil(value / 2) : value
      at += bytes + (bytes % 2)
    }
  }
  return indexes
}
