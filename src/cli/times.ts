import { InvalidArgumentError } from 'commander'

/**
 * Reads a moment that an option names: an ISO 8601 date or date-time, UTC unless it says otherwise, or the word that
 * stands for none.
 */
export const momentOr =
  <Word extends string>(word: Word) =>
  (text: string): Date | Word => {
    if (text === word) return word
    const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text)
    const when = new Date(match ? `${match[1]}T${match[2] ?? '00:00'}${match[3] ?? 'Z'}` : Number.NaN)
    if (!Number.isNaN(when.getTime())) return when
    throw new InvalidArgumentError(
      `It must be an ISO 8601 date or time such as 2027-01-31 or 2027-01-31T09:00Z, or "${word}".`,
    )
  }
