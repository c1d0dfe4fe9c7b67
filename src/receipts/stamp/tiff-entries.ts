import { hasText, viewOf } from '../../media/metadata/bytes.ts'
import { TYPE_BYTES } from '../../media/metadata/tiff.ts'
import type { Content } from './carrier.ts'

/** How numbers and offsets of a TIFF are written (TIFF 6.0; BigTIFF). */
type TiffKind = {
  readonly littleEndian: boolean
  /** BigTIFF has 64-bit offsets. */
  readonly isBig: boolean
  /** Where the header points to the first directory. */
  readonly pointerAt: number
}

/** An entry of a directory: its bytes, unchanged, and where they are. */
type Entry = { readonly tag: number; readonly at: number; readonly bytes: Uint8Array }

/** The first directory of a TIFF. */
export type TiffFile = {
  readonly file: TiffKind
  readonly entries: readonly Entry[]
  /** The bytes that point to the next directory. */
  readonly next: Uint8Array
}

/** A field to be written: the number of its values is that of its bytes, or of its words of four. */
type NewField = { readonly tag: number; readonly type: number; readonly data: Uint8Array }

const MAX_ENTRIES = 4096
const LONG = 4
const MAX_OFFSET = 2 ** 32 - 1

/** Reads the first directory; null for a file that is damaged or no TIFF. */
export async function readEntries({ read, bytes }: Content): Promise<TiffFile | null> {
  const head = await read(0, 16)
  const littleEndian = hasText(head, 0, 'II')
  if (head.length < 16 || !(littleEndian || hasText(head, 0, 'MM'))) return null
  const version = viewOf(head).getUint16(2, littleEndian)
  if (version !== 42 && version !== 43) return null
  const isBig = version === 43
  const file = { littleEndian, isBig, pointerAt: isBig ? 8 : 4 }
  const start = offsetIn(head, file.pointerAt, file)
  const [countBytes, entryBytes, offsetBytes] = isBig ? [8, 20, 8] : [2, 12, 4]
  const counted = await read(start, countBytes)
  if (start >= bytes || counted.length < countBytes) return null
  const count = isBig ? offsetIn(counted, 0, file) : viewOf(counted).getUint16(0, littleEndian)
  if (count === 0 || count > MAX_ENTRIES) return null
  const directory = await read(start + countBytes, count * entryBytes + offsetBytes)
  if (directory.length < count * entryBytes + offsetBytes) return null
  const entries = Array.from({ length: count }, (_, index) => {
    const own = directory.subarray(index * entryBytes, (index + 1) * entryBytes)
    const at = start + countBytes + index * entryBytes
    return { tag: viewOf(own).getUint16(0, littleEndian), at, bytes: own }
  })
  return { file, entries, next: directory.subarray(count * entryBytes) }
}

/** Where the value of an entry is, and how long it is. */
export function placeOf({ at, bytes }: Entry, file: TiffKind): { at: number; length: number } {
  const view = viewOf(bytes)
  const type = view.getUint16(2, file.littleEndian)
  const count = file.isBig ? offsetIn(bytes, 4, file) : view.getUint32(4, file.littleEndian)
  const length = count * (TYPE_BYTES[type] ?? 0)
  const [place, inline] = file.isBig ? [12, 8] : [8, 4]
  return { at: length <= inline ? at + place : offsetIn(bytes, place, file), length }
}

/**
 * Writes a directory with these entries and fields at an offset, and the values of the fields behind it; null where an
 * offset would not fit.
 */
export function writeDirectory(
  file: TiffKind,
  {
    at,
    kept,
    fields,
    next,
  }: {
    readonly at: number
    readonly kept: readonly Entry[]
    readonly fields: readonly NewField[]
    readonly next: Uint8Array
  },
): { bytes: Uint8Array; pointer: Uint8Array } | null {
  const count = kept.length + fields.length
  const [countBytes, entryBytes] = file.isBig ? [8, 20] : [2, 12]
  let valuesAt = at + countBytes + count * entryBytes + next.length
  const values: Uint8Array[] = []
  const written = fields.map((field) => {
    const entry = entryOf(field, valuesAt, file)
    const value = Buffer.concat([field.data, Buffer.alloc(field.data.length % 2)])
    values.push(value)
    valuesAt += value.length
    return { tag: field.tag, bytes: entry }
  })
  if (!file.isBig && valuesAt > MAX_OFFSET) return null
  const entries = [...kept, ...written].sort((a, b) => a.tag - b.tag)
  const counted = file.isBig ? offset(count, file) : short(count, file)
  const bytes = Buffer.concat([counted, ...entries.map((entry) => entry.bytes), next, ...values])
  return { bytes, pointer: offset(at, file) }
}

/** NOTE: a value that fits into its entry is in it: the fields that are written are never that short. */
function entryOf({ tag, type, data }: NewField, valueAt: number, file: TiffKind): Uint8Array {
  const count = type === LONG ? data.length / 4 : data.length
  return Buffer.concat([short(tag, file), short(type, file), offset(count, file), offset(valueAt, file)])
}

function short(value: number, { littleEndian }: TiffKind): Uint8Array {
  const bytes = new Uint8Array(2)
  viewOf(bytes).setUint16(0, value, littleEndian)
  return bytes
}

function offset(value: number, { littleEndian, isBig }: TiffKind): Uint8Array {
  const bytes = new Uint8Array(isBig ? 8 : 4)
  if (isBig) viewOf(bytes).setBigUint64(0, BigInt(value), littleEndian)
  else viewOf(bytes).setUint32(0, value % 2 ** 32, littleEndian)
  return bytes
}

function offsetIn(bytes: Uint8Array, at: number, { littleEndian, isBig }: TiffKind): number {
  const view = viewOf(bytes)
  return isBig ? Number(view.getBigUint64(at, littleEndian)) : view.getUint32(at, littleEndian)
}
