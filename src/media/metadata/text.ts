const utf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')
const MAX_CHARACTERS = 20_000
const MAX_ENTRIES = 1000

/** What cameras and programs write where a person could have. */
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
 * Bytes whose charset nobody can be trusted to declare: UTF-8 when they are valid as that, else windows-1252. UTF-8
 * whose last character was cut, because a field has room for so many bytes, is UTF-8 without it.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return withoutCutEnd(bytes) ?? windows1252.decode(bytes)
  }
}

/** NOTE: a lone byte at the end may be an "é" of windows-1252 as well, so there must be UTF-8 before it. */
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

/** Longer documents than any program writes for a reader are not mended. */
const MAX_MENDED_BYTES = 1024 * 1024

/** A document that is declared to be UTF-8: what in it is not valid as that is windows-1252. */
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

/** One line: NFC, blanks and line ends made one blank, no control characters; null when nothing is left. */
export function line(text: string | null | undefined): string | null {
  return tidy(text?.replace(/\s+/g, ' '))
}

/** Text that may have several lines; 20,000 characters at most, as of every text here. */
export function lines(text: string | null | undefined): string | null {
  return tidy(
    text
      ?.replace(/\r\n?/g, '\n')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ *\n */g, '\n'),
  )
}

/** As `lines`, but null for what a camera wrote on its own. */
export function written(text: string | null | undefined): string | null {
  const found = lines(text)
  return found === null || PLACEHOLDERS.some((placeholder) => placeholder.test(found)) ? null : found
}

/** Every entry one line; no blanks, no repetition; of the first 1,000. */
export function list(texts: readonly string[]): string[] {
  const entries = texts.slice(0, MAX_ENTRIES).map(line)
  return [...new Set(entries.filter((entry) => entry !== null))]
}

/** Names with ";" between them; not the ";" of an entity that a program escaped twice ("B&auml;r"). */
export const apartAtSemicolons = (names: string): string[] => names.split(/(?<!&#?\w{1,12});/)

function tidy(text: string | undefined): string | null {
  if (text === undefined) return null
  const clean = text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g, '').trim()
  return clean === '' ? null : clean.slice(0, MAX_CHARACTERS).toWellFormed().normalize('NFC')
}
