import { viewOf } from '../bytes.ts'
import type { ReadPart } from './read-part.ts'

/** An element of EBML (RFC 8794) in a file, with where its content begins and ends. */
export type Element = { readonly id: number; readonly start: number; readonly end: number }

const MAX_HEADER_BYTES = 12
/** A file of many hours has fewer at its top level. */
const MAX_ELEMENTS = 100_000
const MAX_CONTENT_BYTES = 16 * 1024 * 1024

/** The elements between two positions of a file, of which only the headers are read; ends at damage. */
export async function* elementsOf(read: ReadPart, start: number, end: number): AsyncGenerator<Element> {
  let at = start
  for (let count = 0; count < MAX_ELEMENTS && at + 2 <= end; count++) {
    const header = await read(at, MAX_HEADER_BYTES)
    const id = idAt(header)
    const size = id && sizeAt(header, id.length)
    if (!id || !size) return
    const contentAt = at + id.length + size.length
    // The size of what was sent live is not known: it goes on to the end of what it is in.
    const contentEnd = size.value === null ? end : Math.min(contentAt + size.value, end)
    yield { id: id.value, start: contentAt, end: contentEnd }
    at = contentEnd
  }
}

/** All elements in an element that is read as a whole; none if it is too long to be metadata. */
export async function childrenOf(
  read: ReadPart,
  { start, end }: Element,
): Promise<{ readonly id: number; readonly data: Uint8Array }[]> {
  if (end - start > MAX_CONTENT_BYTES) return []
  return elementsIn(await read(start, end - start))
}

/** The elements in these bytes. */
export function elementsIn(bytes: Uint8Array): { readonly id: number; readonly data: Uint8Array }[] {
  const found = []
  let at = 0
  while (at < bytes.length) {
    const id = idAt(bytes.subarray(at))
    const size = id && sizeAt(bytes.subarray(at), id.length)
    if (!id || !size) break
    const contentAt = at + id.length + size.length
    const contentEnd = size.value === null ? bytes.length : contentAt + size.value
    found.push({ id: id.value, data: bytes.subarray(contentAt, contentEnd) })
    at = contentEnd
  }
  return found
}

/** An id keeps the marker of its length (RFC 8794, 5). */
function idAt(bytes: Uint8Array): { value: number; length: number } | null {
  const length = Math.clz32(bytes[0] ?? 0) - 23
  if (length > 4 || bytes.length < length) return null
  return { value: bytes.subarray(0, length).reduce((value, byte) => value * 256 + byte, 0), length }
}

/** A size without its marker; null as value is unknown (RFC 8794, 6.2). */
function sizeAt(bytes: Uint8Array, at: number): { value: number | null; length: number } | null {
  const first = bytes[at] ?? 0
  const length = Math.clz32(first) - 23
  if (length > 8 || bytes.length < at + length) return null
  const rest = bytes.subarray(at + 1, at + length)
  const mask = 0xff >> length
  const isUnknown = (first & mask) === mask && rest.every((byte) => byte === 0xff)
  const value = rest.reduce((sum, byte) => sum * 256 + byte, first & mask)
  return { value: isUnknown ? null : value, length }
}

/** The content of an element that is a signed integer of eight bytes; null if it has another length. */
export const longOf = (data: Uint8Array): bigint | null =>
  data.length === 8 ? viewOf(data).getBigInt64(0) : null
