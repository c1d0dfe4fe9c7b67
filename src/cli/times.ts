import { InvalidArgumentError } from 'commander'
import { isoMoment } from '../lib/moment.ts'

/**
 * Reads a moment that an option names: an ISO 8601 date or date-time, UTC unless it says otherwise, or the word that
 * stands for none.
 */
export const momentOr =
  <Word extends string>(word: Word) =>
  (text: string): Date | Word => {
    if (text === word) return word
    const when = isoMoment(text)
    if (when) return when
    throw new InvalidArgumentError(
      `It must be an ISO 8601 date or time such as 2027-01-31 or 2027-01-31T09:00Z, or "${word}".`,
    )
  }

/** A moment of the records as ISO 8601; null for none. */
export const moment = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
