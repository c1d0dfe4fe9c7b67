import { InvalidArgumentError } from 'commander'
import { readDate } from '../ingest/mapping/read-date.ts'

/**
 * Reads a moment that an option names, written as a date of a manifest may be and UTC unless it says otherwise, or the
 * word that stands for none.
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

/** A moment of the records as ISO 8601; null for none. */
export const moment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
