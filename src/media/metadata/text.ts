const utf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')
const MAX_CHARACTERS = 20_000
const MAX_ENTRIES = 1000

/** Placeholder texts that cameras and programs write by default. */
const PLACEHOLDERS = [
  /^olympus digital camera$/i,
  /^sony dsc$/i,
  /^dcim[\\/]?/i,
  /^(?:samsung|kodak|minolta|konica minolta|nikon|panasonic|casio|hp) (?:digital |dsc|camera)/i,
  /^digital camera$/i,
  /^exif_jpeg_picture$/i,
  /^(?:untitled|default|photo|picture|image|no title|unknown)$/i,
]

/**
 * Decodes bytes whose declared charset cannot be trusted: as UTF-8 if valid, else as windows-1252. UTF-8 whose last
 * character was cut off by a length limit is decoded without that character.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return withoutCutEnd(bytes) ?? windows1252.decode(bytes)
  }
}

/** NOTE: a single trailing byte may also be an "é" in windows-1252, so there must be other UTF-8 before it. */
function withoutCutEnd(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return /[^\x00-\x7f]/.test(text) ? text : null
  } catch {
    return null
  }
}

const UTF8_SEQUENCES =
  /(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+|[\x80-\xff]/g
const FIRST_HIGH_BYTE = 0x80
const HIGH_WINDOWS_1252 = windows1252.decode(
  Uint8Array.from({ length: FIRST_HIGH_BYTE }, (_, index) => FIRST_HIGH_BYTE + index),
)

/** Documents longer than any program writes for readers are not repaired. */
const MAX_MENDED_BYTES = 1024 * 1024

/** Decodes a document declared as UTF-8; bytes that are not valid UTF-8 are read as windows-1252. */
export function decodeDocument(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    if (bytes.length > MAX_MENDED_BYTES) return new TextDecoder().decode(bytes)
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(UTF8_SEQUENCES, (found) =>
        found.length > 1
          ? Buffer.from(found, 'latin1').toString('utf8')
          : HIGH_WINDOWS_1252[found.charCodeAt(0) - FIRST_HIGH_BYTE]!,
      )
  }
}

/** A single line: NFC, whitespace and line ends collapsed to one space, no control characters; null when empty. */
export function line(text: string | null | undefined): string | null {
  return tidy(text?.replace(/\s+/g, ' '))
}

/** Text that may have several lines; like all texts here, at most 20,000 characters. */
export function lines(text: string | null | undefined): string | null {
  return tidy(
    text
      ?.replace(/\r\n?/g, '\n')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ *\n */g, '\n'),
  )
}

/** Like `lines`, but null for a placeholder that a camera wrote by default. */
export function written(text: string | null | undefined): string | null {
  const found = lines(text)
  return found === null || PLACEHOLDERS.some((placeholder) => placeholder.test(found)) ? null : found
}

/** Single-line entries without blanks or duplicates; of the first 1,000. */
export function list(texts: readonly string[]): string[] {
  const entries = texts.slice(0, MAX_ENTRIES).map(line)
  return [...new Set(entries.filter((entry) => entry !== null))]
}

/** Splits names at ";", but not at the ";" of an entity that a program escaped twice ("B&auml;r"). */
export const splitAtSemicolons = (names: string): string[] => names.split(/(?<!&#?\w{1,12});/)

function tidy(text: string | undefined): string | null {
  if (text === undefined) return null
  const clean = text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '').trim()
  return clean === '' ? null : clean.slice(0, MAX_CHARACTERS).toWellFormed().normalize('NFC')
}
