import type { OneValueField, TagKind } from '../query.ts'

/**
 * The keys by which filters find documents. They contain an ASCII character that is neither a letter nor a digit, which
 * no term of a text does (`indexText`).
 */
export const valueKey = (field: OneValueField | 'country' | 'qualityRank', value: string | number): string =>
  remembered(field, '=', value)
/** Assets with a tag. */
export const tagKey = (of: TagKind, id: number): string => remembered(of, '#', id)
/** Begins the terms of words as they are written. */
export const WRITTEN = '~'
/** A word as it is written. */
export const writtenKey = (word: string): string => WRITTEN + word
/** Returns whether a term is a word as it is written. */
export const isWritten = (term: string): boolean => term[0] === WRITTEN
/** Returns the word of such a term. */
export const wordOf = (term: string): string => term.slice(WRITTEN.length)
/** Offered only in the countries that are listed. */
export const OFFERED_KEY = 'offered='
/** Offered only in listed countries, of which this is one. */
export const offeredKey = (country: number): string => `offered=${country}`
/** Not offered in a country. */
export const deniedKey = (country: number): string => `denied=${country}`
/** Assets without a file. */
export const BARE_KEY = 'file='

/** For each kind. */
const MAX_REMEMBERED = 100_000
const MAX_REMEMBERED_CHARACTERS = 40
const keys = new Map<string, Map<string | number, string>>()

/** Returns the same string for the same key, which is looked up faster when segments are built. */
function remembered(kind: string, mark: '=' | '#', value: string | number): string {
  const known = keys.get(kind) ?? new Map<string | number, string>()
  keys.set(kind, known)
  const found = known.get(value)
  if (found !== undefined) return found
  if (known.size >= MAX_REMEMBERED) known.clear()
  const key = `${kind}${mark}${value}`
  if (key.length <= MAX_REMEMBERED_CHARACTERS) known.set(value, key)
  return key
}
