import { InvalidArgumentError } from 'commander'
import { readDate } from '../ingest/mapping/read-date.ts'

/**
 * Reads the value of an option: a date or time as in a manifest, in UTC unless it has an offset, or the word that stands
 * for none.
 */
export const momentOr =
  <Word extends string>(word: Word) =>
  (text: string): Date | Word => {
    if (text === word) return word
    const date = readDate(text)
    if (date) return new Date(date.ms)
    throw new InvalidArgumentError(
      `It must be a date or time such as 2027-01-31, 31.1.2027 or 2027-01-31T09:00Z, or "${word}".`,
    )
  }

/** Reads the value of an option: a date or time as in a manifest, in UTC unless it has an offset. */
export function readMoment(text: string): Date {
  const date = readDate(text)
  if (date) return new Date(date.ms)
  throw new InvalidArgumentError('It must be a date such as 2027-01-31.')
}

/** Formats a time of the records as ISO 8601; null stays null. */
export const moment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

/** Formats a time of the records for a table: to the minute, in UTC; `none` stands for null. */
export const minute = (ms: number | null, none: string): string =>
  moment(ms)?.slice(0, 16).replace('T', ' ') ?? none
