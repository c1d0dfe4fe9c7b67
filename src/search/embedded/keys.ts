import type { OneValueField, TagKind } from '../query.ts'

/**
 * The keys by which filters find documents. They contain an ASCII character that is neither a letter nor a digit, which
 * no term of a text does (`indexText`).
 */
export const valueKey = (
  field: OneValueField | 'country' | 'qualityRank' | 'part',
  value: string | number,
): string => `${field}=${value}`
/** Assets with a tag. */
export const tagKey = (of: TagKind, id: number): string => `${of}#${id}`
/** A word as it is written. */
export const writtenKey = (word: string): string => `~${word}`
/** Offered only in the countries that are listed. */
export const OFFERED_KEY = 'offered='
/** Offered only in listed countries, of which this is one. */
export const offeredKey = (country: number): string => `offered=${country}`
/** Not offered in a country. */
export const deniedKey = (country: number): string => `denied=${country}`
/** Assets without a file. */
export const BARE_KEY = 'file='
