import { decodeText } from './text.ts'
import type { TiffField } from './tiff.ts'

const HEADER_BYTES = 8
const READABLE_SHARE = 0.9
/** More than any description is allowed to have, in any charset. */
const MAX_BYTES = 100_000

/**
 * Reads a user comment (EXIF 3.0, 4.6.6.4): eight bytes that name the charset, then the text. Null when it is blank or
 * not text: some cameras store numbers there.
 */
export function readUserComment({ bytes, littleEndian }: TiffField): string | null {
  const charset = String.fromCharCode(...bytes.subarray(0, HEADER_BYTES)).replace(/[\0 ]+$/, '')
  const data = bytes.subarray(HEADER_BYTES, MAX_BYTES)
  const text =
    charset === 'UNICODE'
      ? decodeUtf16(data, littleEndian)
      : charset === 'JIS'
        ? new TextDecoder('iso-2022-jp').decode(data)
        : charset === 'ASCII' || charset === ''
          ? decodeText(data)
          : decodeText(bytes.subarray(0, MAX_BYTES))
  return isReadable(text) ? text : null
}

/** Decodes the tags of Windows, XPTitle, XPComment, XPAuthor, XPKeywords and XPSubject: UTF-16LE. */
export const readXp = ({ bytes }: TiffField): string => decodeUtf16(bytes.subarray(0, MAX_BYTES), true)

/** By byte order mark; without one, the byte order that yields more Latin letters, else that of the file. */
function decodeUtf16(bytes: Uint8Array, isFileLittleEndian: boolean): string {
  const zerosAt = [0, 0]
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] !== 0) zerosAt[0]!++
    if (bytes[at + 1] === 0 && bytes[at] !== 0) zerosAt[1]!++
  }
  const [big, little] = zerosAt as [number, number]
  const isMarked = bytes[0] === 0xfe && bytes[1] === 0xff
  const isLittle = big === little ? isFileLittleEndian : little > big
  const text = new TextDecoder(isMarked || !isLittle ? 'utf-16be' : 'utf-16le').decode(bytes)
  const end = text.indexOf('\0')
  return end === -1 ? text : text.slice(0, end)
}

function isReadable(text: string): boolean {
  const characters = [...text.replace(/\0+$/, '')]
  const letters = characters.filter((it) => /[\p{L}\p{M}\p{N}\p{P}\p{S}\s]/u.test(it) && it !== '\ufffd')
  return letters.length > 0 && letters.length >= characters.length * READABLE_SHARE
}
