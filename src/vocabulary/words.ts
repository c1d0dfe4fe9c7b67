import { KEYWORD_TYPES, type KeywordType } from '../catalogue/keywords.ts'
import { foldName } from '../lib/text.ts'

const MAX_WORD_CHARACTERS = 200
/** Keyword ids are 32-bit integers to clients; those that are made by counting need room above the given ones. */
const MAX_GIVEN_ID = 1_999_999_999

/** A word as it is kept: composed letters (NFC), single blanks. */
export function cleanWord(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Why a word cannot be one, else null. */
export function faultOfWord(word: string): string | null {
  if (word.includes('\ufffd')) return 'is not text in UTF-8; save the file in that encoding'
  if (/\p{Cc}/u.test(word)) return 'has a control character'
  if (word.length > MAX_WORD_CHARACTERS) return `is longer than ${MAX_WORD_CHARACTERS} characters`
  if (foldName(word) === '') return `"${word}" has neither a letter nor a digit`
  return null
}

/** A type by its name in any case, else null. */
export function typeOf(name: string): KeywordType | null {
  return KEYWORD_TYPES.find((type) => type.toLowerCase() === name.toLowerCase()) ?? null
}

/** An id that a file gives, else null. */
export function idOf(text: string): number | null {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= MAX_GIVEN_ID ? Number(text) : null
}

/** The words of a cell, with "|" between them; a word's own "|" and "\" stand behind a "\". */
export function splitCell(cell: string): string[] {
  const words = cell.match(/(?:[^|\\]|\\.|\\$)+/gs) ?? []
  return words.map((word) => cleanWord(word.replace(/\\([|\\])/g, '$1'))).filter(Boolean)
}

/** Words as a cell, as `splitCell` reads it. */
export function joinCell(words: readonly string[]): string {
  return words.map((word) => word.replace(/[|\\]/g, '\\$&')).join('|')
}
