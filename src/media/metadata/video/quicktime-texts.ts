import { isUtf8 } from 'node:buffer'
import { type Box, boxesOf, inside } from '../boxes.ts'
import { hasText, latin1, viewOf } from '../bytes.ts'
import { decodeText } from '../text.ts'
import type { NamedTexts } from './named-texts.ts'

/** Language codes of QuickTime below this are those of the Macintosh, with its own encodings. */
const FIRST_ISO_LANGUAGE = 0x400
const [UTF_8, UTF_16] = [1, 2]
const macRoman = new TextDecoder('macintosh')
const utf16 = new TextDecoder('utf-16be')

/**
 * The texts of a "meta" box (QuickTime File Format, "Metadata"; the same in the files of iTunes, whose items have no keys
 * but types).
 */
export function itemTexts(meta: Uint8Array): NamedTexts {
  // NOTE: a full box in MP4, but not in QuickTime.
  const content = hasText(meta, 4, 'hdlr') ? meta : meta.subarray(4)
  const keys = keyNames(inside(content, 'keys'))
  return [...boxesOf(inside(content, 'ilst'))].flatMap(({ type, data }) => {
    const name = keys.length === 0 ? type : keys[viewOf(Buffer.from(type, 'latin1')).getUint32(0) - 1]
    const text = dataText(inside(data, 'data'))
    return name === undefined || text === null ? [] : [[name, text] as const]
  })
}

/** The names in a "keys" box, of which items give the number, from 1. */
function keyNames(keys: Uint8Array): string[] {
  return [...boxesOf(keys.subarray(8))].map(({ data }) => latin1(data))
}

/** The text of a "data" box; null if it has another type. */
function dataText(data: Uint8Array): string | null {
  if (data.length < 8) return null
  const type = viewOf(data).getUint32(0)
  const text = data.subarray(8)
  if (type === UTF_16) return utf16.decode(text)
  return type === UTF_8 ? decodeText(text) : null
}

/** The texts of a "udta" box, apart from those of a "meta" box in it. */
export const userDataTexts = (boxes: readonly Box[]): NamedTexts =>
  boxes.flatMap(({ type, data }) => {
    const text = type.startsWith('©') ? internationalText(data) : threeGppText(type, data)
    return text === null ? [] : [[type, text] as const]
  })

/** The first text of a list of texts in several languages: length, language, text. */
function internationalText(data: Uint8Array): string | null {
  if (data.length < 4) return null
  const view = viewOf(data)
  const text = data.subarray(4, 4 + view.getUint16(0))
  // NOTE: programs of today write UTF-8 under the language code of English on the Macintosh, which is 0.
  const isMacintosh = view.getUint16(2) < FIRST_ISO_LANGUAGE && !isUtf8(text)
  return isMacintosh ? macRoman.decode(text) : unicodeText(text)
}

const THREE_GPP = new Set(['titl', 'dscp', 'auth', 'cprt'])

/** Version, flags and language, and a text that ends with a zero (3GPP TS 26.244, 8). */
const threeGppText = (type: string, data: Uint8Array): string | null =>
  THREE_GPP.has(type) && data.length > 6 ? unicodeText(data.subarray(6)) : null

const unicodeText = (bytes: Uint8Array): string =>
  (bytes[0] === 0xfe && bytes[1] === 0xff ? utf16.decode(bytes) : decodeText(bytes)).split('\0')[0]!
