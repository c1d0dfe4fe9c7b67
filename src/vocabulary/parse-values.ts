import { KEYWORD_TYPES, type KeywordType } from '../catalogue/keywords.ts'
import { foldName } from '../lib/text.ts'

const MAX_LABEL_CHARACTERS = 200
/**
 * The highest keyword id that a file may choose. Clients read ids as 32-bit integers, and higher ones are generated.
 */
export const MAX_CHOSEN_ID = 1_999_999_999

/** Normalises a label for storage: composed characters (NFC), single spaces. */
export function cleanLabel(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Returns why a text cannot be a label, else null. */
export function findLabelFault(text: string): string | null {
  if (text.includes('\ufffd')) return 'is not text in UTF-8; save the file in that encoding'
  if (/\p{Cc}/u.test(text)) return 'has a control character'
  if (text.length > MAX_LABEL_CHARACTERS) return `is longer than ${MAX_LABEL_CHARACTERS} characters`
  if (foldName(text) === '') return `"${text}" has neither a letter nor a digit`
  return null
}

/** Returns a keyword type by its name, ignoring case; null if there is none. */
export function parseKeywordType(name: string): KeywordType | null {
  return KEYWORD_TYPES.find((type) => type.toLowerCase() === name.toLowerCase()) ?? null
}

/** The reason to refuse an entry whose type does not exist. */
export const unknownType = (name: string): string =>
  `"${name}" is not a keyword type, which is one of ${KEYWORD_TYPES.join(', ')}`

/** Returns a keyword id, or null if the text is not an id that a file may choose. */
export function parseKeywordId(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= MAX_CHOSEN_ID ? Number(text) : null
}

/** Splits a cell into labels at "|". In a label, "|" and "\" are escaped with "\". */
export function splitCell(cell: string): string[] {
  const parts = cell.match(/(?:[^|\\]|\\.|\\$)+/gs) ?? []
  return parts.map((part) => cleanLabel(part.replace(/\\([|\\])/g, '$1'))).filter(Boolean)
}

/** Joins labels to a cell that `splitCell` reads. */
export function joinCell(labels: readonly string[]): string {
  return labels.map((label) => label.replace(/[|\\]/g, '\\$&')).join('|')
}
