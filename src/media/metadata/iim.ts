import { decodeText } from './text.ts'

/** The data sets of the application record (IPTC-IIM 4.2, chapter 6) by number, with all their values in order. */
export type IimRecord = ReadonlyMap<number, readonly string[]>

/** The data sets that are read. */
export const IIM = {
  objectName: 5,
  keywords: 25,
  instructions: 40,
  dateCreated: 55,
  timeCreated: 60,
  dateDigitized: 62,
  timeDigitized: 63,
  byline: 80,
  bylineTitle: 85,
  city: 90,
  sublocation: 92,
  provinceState: 95,
  countryCode: 100,
  countryName: 101,
  transmissionReference: 103,
  headline: 105,
  credit: 110,
  source: 115,
  copyrightNotice: 116,
  caption: 120,
  writer: 122,
} as const

/** The byte that starts each data set. */
export const DATA_SET_MARKER = 0x1c
const APPLICATION = 2
const MAX_DATA_SETS = 10_000

/**
 * Reads IIM data sets. Each text is decoded as UTF-8 if it is valid UTF-8, else as windows-1252, whatever 1:90 declares:
 * programs declare UTF-8 and write something else, or write UTF-8 without declaring it.
 */
export function readIim(block: Uint8Array): IimRecord {
  const found = new Map<number, string[]>()
  for (const { record, dataSet, value } of dataSets(block))
    if (record === APPLICATION) {
      const texts = found.get(dataSet) ?? []
      texts.push(decodeText(value))
      found.set(dataSet, texts)
    }
  return found
}

/** A data set of any record. */
export type DataSet = { readonly record: number; readonly dataSet: number; readonly value: Uint8Array }

/** The data sets of a block, up to where it is damaged. */
export function* dataSets(block: Uint8Array): Generator<DataSet> {
  let at = 0
  for (
    let count = 0;
    count < MAX_DATA_SETS && at + 5 <= block.length && block[at] === DATA_SET_MARKER;
    count++
  ) {
    let length = (block[at + 3]! << 8) | block[at + 4]!
    let start = at + 5
    if (length & 0x8000) {
      const bytes = length & 0x7fff
      if (bytes > 4 || start + bytes > block.length) return
      length = 0
      for (let index = 0; index < bytes; index++) length = length * 256 + block[start + index]!
      start += bytes
    }
    if (start + length > block.length) return
    yield { record: block[at + 1]!, dataSet: block[at + 2]!, value: block.subarray(start, start + length) }
    at = start + length
  }
}
