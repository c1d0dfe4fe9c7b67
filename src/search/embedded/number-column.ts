import type { Addresses } from './addresses.ts'
import { firstIndex } from './first-index.ts'
import type { SegmentMemory } from './memory.ts'

/** A number for each document, by which ranges filter and orders sort. */
export type NumberColumn = {
  /** 8 bytes for each document, NaN for none; 0 if the column is not stored, because nothing sorts by it. */
  readonly column: number
  /** The value that most documents have; null if that is none. */
  readonly usual: number | null
  /** The documents with other values, ascending by value; equal ones by descending document number. 4 bytes each. */
  readonly others: number
  readonly otherCount: number
  /** If the column is not stored: each of their values (8 bytes), ascending, and where its documents end (4 bytes). */
  readonly values: number
  readonly ends: number
  readonly valueCount: number
}

/** The column by which results are sorted. */
const SORTED = 'popularity'

/** The numbers of documents before they are stored. */
export type Numbers = {
  readonly usual: number | null
  readonly others: Uint32Array
  /** For each document; null if they are not stored like that. */
  readonly column: Float64Array | null
  readonly values: Float64Array
  readonly ends: Uint32Array
}

/** Arranges the numbers of all documents, of which `others` has those that are not usual, in their order. */
export function arrangeNumbers(
  name: string,
  usual: number | null,
  { byDocument, others }: { readonly byDocument: Float64Array; readonly others: Uint32Array },
): Numbers {
  if (name === SORTED)
    return { usual, others, column: byDocument, values: new Float64Array(), ends: new Uint32Array() }
  const ends: number[] = []
  for (let end = 1; end <= others.length; end++)
    if (byDocument[others[end - 1]!] !== byDocument[others[end]!]) ends.push(end)
  const values = Float64Array.from(ends, (end) => byDocument[others[end - 1]!]!)
  return { usual, others, column: null, values, ends: Uint32Array.from(ends) }
}

/** Reserves memory for the numbers of documents. */
export const placeNumbers = (
  addresses: Addresses,
  { usual, others, column, values, ends }: Numbers,
): NumberColumn => ({
  column: column === null ? 0 : addresses.take(column.byteLength),
  usual,
  others: addresses.take(others.byteLength),
  otherCount: others.length,
  values: addresses.take(values.byteLength),
  ends: addresses.take(ends.byteLength),
  valueCount: values.length,
})

/** Writes them. */
export function writeNumbers(
  { words, numbers }: SegmentMemory,
  placed: NumberColumn,
  written: Numbers,
): void {
  if (written.column !== null) numbers.set(written.column, placed.column >> 3)
  words.set(written.others, placed.others >> 2)
  numbers.set(written.values, placed.values >> 3)
  words.set(written.ends, placed.ends >> 2)
}

/** Returns the index of the first of the other documents for whose value a condition is true, which stays true after it. */
export function firstOther(
  { numbers, words }: SegmentMemory,
  { column, others, otherCount, values, ends, valueCount }: NumberColumn,
  isTrue: (value: number) => boolean,
): number {
  if (column !== 0)
    return firstIndex(otherCount, (at) => isTrue(numbers[(column >> 3) + words[(others >> 2) + at]!]!))
  const value = firstIndex(valueCount, (at) => isTrue(numbers[(values >> 3) + at]!))
  return value === 0 ? 0 : words[(ends >> 2) + value - 1]!
}

/** Calls `visit` with each of the other documents and its value, in their order. */
export function eachOther(
  { numbers, words }: SegmentMemory,
  { column, others, otherCount, values, ends }: NumberColumn,
  visit: (document: number, value: number) => void,
): void {
  let value = 0
  for (let at = 0; at < otherCount; at++) {
    const document = words[(others >> 2) + at]!
    if (column !== 0) visit(document, numbers[(column >> 3) + document]!)
    else {
      if (words[(ends >> 2) + value]! <= at) value++
      visit(document, numbers[(values >> 3) + value]!)
    }
  }
}
