import { InvalidArgumentError } from 'commander'
import { countryCode } from '../catalogue/territories.ts'
import { alternatives } from '../lib/text.ts'

/** Reads a comma-separated list. */
export const readList = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

/** Returns a reader of a comma-separated list of known values; "none" is the empty list. */
export const readListOf =
  <Value extends string>(values: readonly Value[]) =>
  (text: string): Value[] => {
    const given = text === 'none' ? [] : readList(text)
    const isKnown = (word: string): word is Value => (values as readonly string[]).includes(word)
    if (given.every(isKnown) && (given.length > 0 || text === 'none')) return [...new Set(given)]
    const unknown = given.find((word) => !isKnown(word))
    throw new InvalidArgumentError(
      `${unknown === undefined ? '' : `"${unknown}" is not one of them. `}It must be a list of ${alternatives(values)}, or "none".`,
    )
  }

/** Reads a country, or "none". */
export function readCountry(text: string): string {
  const country = text === 'none' ? text : countryCode(text)
  if (country !== null) return country
  throw new InvalidArgumentError('It must be an ISO 3166 code such as DEU, or "none".')
}

/** Reads a number that counts something or names a record. */
export function readNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It must be an integer from 0 to 999999999.')
}

/** NOTE: the option parser turns null into an empty string, so that "none" is a word until here. */
export const orNull = <Value>(value: Value | 'none'): Value | null => (value === 'none' ? null : value)
