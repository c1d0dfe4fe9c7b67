import { hasText } from './bytes.ts'
import { decodeText } from './text.ts'

/** Data sets of the application record (IPTC-IIM 4.2, chapter 6), by their number: all values in order. */
export type IimRecord = ReadonlyMap<number, readonly string[]>

/** Data sets that are read. */
export const IIM = {
  objectName: 5,
  keywords: 25,
  instructions: 40,
  dateCreated: 55,
  timeCreated: 60,
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
} as const

const MARKER = 0x1c
const CHARSET = 90
/** ISO 2022 for UTF-8: escape, percent, G. */
const UTF8 = '\x1b%G'
const MAX_DATA_SETS = 10_000

/**
 * Reads IIM data sets. Text is UTF-8 where 1:90 declares it, else what all values together are: valid UTF-8, or
 * windows-1252.
 */
export function readIim(block: Uint8Array): IimRecord {
  const raw: (readonly [dataSet: number, value: Uint8Array])[] = []
  let declaredUtf8 = false
  for (const { record, dataSet, value } of dataSets(block)) {
    if (record === 1 && dataSet === CHARSET) declaredUtf8 = hasText(value, 0, UTF8)
    if (record === 2) raw.push([dataSet, value])
  }
  const decode = declaredUtf8 || raw.every(([, value]) => isUtf8(value)) ? utf8 : decodeText
  const found = new Map<number, string[]>()
  for (const [dataSet, value] of raw) found.set(dataSet, [...(found.get(dataSet) ?? []), decode(value)])
  return found
}

function* dataSets(block: Uint8Array): Generator<{ record: number; dataSet: number; value: Uint8Array }> {
  let at = 0
  for (let count = 0; count < MAX_DATA_SETS && at + 5 <= block.length && block[at] === MARKER; count++) {
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

const utf8 = (value: Uint8Array) => Buffer.from(value.buffer, value.byteOffset, value.length).toString('utf8')

function isUtf8(value: Uint8Array): boolean {
  const text = utf8(value)
  return !text.includes('\ufffd')
}
