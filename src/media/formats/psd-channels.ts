import { MediaProblem } from '../media-problem.ts'
import { viewOf } from '../metadata/bytes.ts'
import type { PhotoshopFile } from '../metadata/photoshop-file.ts'

const [RAW, PACK_BITS] = [0, 1]

/**
 * Returns a function that passes the samples of a row of a channel of the composite one by one. Samples of one bit
 * become 0 for black and 255 for white.
 *
 * @throws MediaProblem `psd_kind` if it is compressed in another way; the function throws `truncated`.
 */
export function channelReader(psd: PhotoshopFile) {
  const { width, depth, composite } = psd
  const bytes = Math.ceil((width * depth) / 8)
  const method = viewOf(composite).getUint16(0)
  if (method !== RAW && method !== PACK_BITS)
    throw new MediaProblem('psd_kind', `compression method ${method}`)
  const rowAt = method === RAW ? plainRows(psd, bytes) : packedRows(psd, bytes)
  const readRow = depth === 1 ? readBits : readNumbers(depth)
  return (channel: number, row: number, take: (x: number, value: number) => void) =>
    readRow(rowAt(channel, row), width, take)
}

type RowAt = (channel: number, row: number) => Uint8Array

const plainRows =
  ({ height, composite }: PhotoshopFile, bytes: number): RowAt =>
  (channel, row) => {
    const at = 2 + (channel * height + row) * bytes
    if (at + bytes > composite.length) throw new MediaProblem('truncated')
    return composite.subarray(at, at + bytes)
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
