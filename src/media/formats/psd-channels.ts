import { inflateSync } from 'node:zlib'
import { MediaProblem } from '../media-problem.ts'
import { viewOf } from '../metadata/bytes.ts'
import type { PhotoshopFile } from '../metadata/photoshop-file.ts'

const [RAW, PACK_BITS, ZIP, ZIP_WITH_PREDICTION] = [0, 1, 2, 3]

/**
 * Returns a function that passes the samples of a row of a channel of the composite one by one. Samples of one bit
 * become 0 for black and 255 for white.
 *
 * @throws MediaProblem `psd_kind` if it is compressed in an unknown way; `truncated` or `unreadable`; the function throws
 *   `truncated`.
 */
export function channelReader(psd: PhotoshopFile) {
  const { width, depth, composite } = psd
  const bytes = Math.ceil((width * depth) / 8)
  const method = viewOf(composite).getUint16(0)
  const rowAt = rowsOf(psd, bytes, method)
  const readRow = depth === 1 ? readBits : readNumbers(depth)
  return (channel: number, row: number, take: (x: number, value: number) => void) =>
    readRow(rowAt(channel, row), width, take)
}

type RowAt = (channel: number, row: number) => Uint8Array

function rowsOf(psd: PhotoshopFile, bytes: number, method: number): RowAt {
  const { composite } = psd
  if (method === RAW) return plainRows(psd, composite.subarray(2), bytes)
  if (method === PACK_BITS) return packedRows(psd, bytes)
  if (method !== ZIP && method !== ZIP_WITH_PREDICTION)
    throw new MediaProblem('psd_kind', `compression method ${method}`)
  const rowAt = plainRows(psd, inflated(psd, bytes), bytes)
  return method === ZIP ? rowAt : (channel, row) => unpredicted(rowAt(channel, row), psd)
}

const plainRows =
  ({ height }: PhotoshopFile, samples: Uint8Array, bytes: number): RowAt =>
  (channel, row) => {
    const at = (channel * height + row) * bytes
    if (at + bytes > samples.length) throw new MediaProblem('truncated')
    return samples.subarray(at, at + bytes)
  }

/** All rows, which are compressed as one (RFC 1950). @throws MediaProblem `truncated`, `unreadable`. */
function inflated({ height, channels, composite }: PhotoshopFile, bytes: number): Buffer {
  try {
    return inflateSync(composite.subarray(2), { maxOutputLength: height * channels * bytes })
  } catch (error) {
    const isCut = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR'
    throw new MediaProblem(isCut ? 'truncated' : 'unreadable')
  }
}

/**
 * Each sample is the difference to the one on its left. Samples of 32 bits are written byte by byte, all first bytes of a row
 * first, and the differences are those of the bytes.
 */
function unpredicted(differences: Uint8Array, { width, depth }: PhotoshopFile): Uint8Array {
  const row = Uint8Array.from(differences)
  if (depth === 16) {
    const view = viewOf(row)
    for (let x = 1; x < width; x++) view.setUint16(x * 2, view.getUint16(x * 2) + view.getUint16(x * 2 - 2))
    return row
  }
  for (let at = 1; at < row.length; at++) row[at]! += row[at - 1]!
  return depth === 32 ? row.map((_, at) => row[(at % 4) * width + (at >> 2)]!) : row
}

/** Rows are compressed one by one; their lengths come first. */
function packedRows({ height, channels, isLarge, composite }: PhotoshopFile, bytes: number): RowAt {
  const rows = height * channels
  const width = isLarge ? 4 : 2
  const first = 2 + rows * width
  if (first > composite.length) throw new MediaProblem('truncated')
  const view = viewOf(composite)
  const starts = new Float64Array(rows + 1)
  starts[0] = first
  for (let row = 0; row < rows; row++) {
    const at = 2 + row * width
    starts[row + 1] = starts[row]! + (isLarge ? view.getUint32(at) : view.getUint16(at))
  }
  const unpackedRow = new Uint8Array(bytes)
  return (channel, row) => {
    const index = channel * height + row
    if (starts[index + 1]! > composite.length) throw new MediaProblem('truncated')
    unpack(composite.subarray(starts[index]!, starts[index + 1]!), unpackedRow)
    return unpackedRow
  }
}

/** PackBits (TIFF 6.0, section 9): a count of bytes to copy, or of repetitions of the next one. */
function unpack(packed: Uint8Array, into: Uint8Array): void {
  let [at, end] = [0, 0]
  while (at < packed.length && end < into.length) {
    const head = packed[at++]!
    if (head === 128) continue
    const count = head < 128 ? head + 1 : 257 - head
    if (head < 128) {
      into.set(packed.subarray(at, at + Math.min(count, into.length - end)), end)
      at += count
    } else into.fill(packed[at++] ?? 0, end, end + count)
    end += count
  }
  into.fill(0, Math.min(end, into.length))
}

/** In a bitmap, 1 is black. */
function readBits(row: Uint8Array, width: number, take: (x: number, value: number) => void): void {
  for (let x = 0; x < width; x++) take(x, (row[x >> 3]! >> (7 - (x & 7))) & 1 ? 0 : 255)
}

const readNumbers =
  (depth: number) =>
  (row: Uint8Array, width: number, take: (x: number, value: number) => void): void => {
    const view = viewOf(row)
    for (let x = 0; x < width; x++)
      take(x, depth === 8 ? row[x]! : depth === 16 ? view.getUint16(x * 2) : view.getFloat32(x * 4))
  }
