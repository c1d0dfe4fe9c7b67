/**
 * Parses an ISO 8601 date or date-time, with a space allowed for the T; UTC unless it has a time zone (contract 16,
 * Times). Null when it is invalid or names a day that the month does not have.
 */
export function isoMoment(text: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    text,
  )
  return match && momentOf(match[1]!, match[2] ?? '00:00', match[3] ?? 'Z')
}

/**
 * Parses `M/D/YYYY [h:mm[:ss] [AM|PM]]` as UTC, the format of .NET's invariant and American cultures (clients.md 2; newer
 * versions put a narrow space before AM). Null when it is invalid.
 */
export function dotNetMoment(text: string): Date | null {
  const match = /^(\d\d?)\/(\d\d?)\/(\d{4})(?:\s+(\d\d?):(\d\d)(?::(\d\d))?(?:\s*([AP])M)?)?$/i.exec(text)
  if (!match) return null
  const [, month, day, year, hour = '0', minute = '00', second = '00', half] = match
  if (half !== undefined && !(Number(hour) >= 1 && Number(hour) <= 12)) return null
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0)
  return momentOf(
    `${year}-${twoDigits(month!)}-${twoDigits(day!)}`,
    `${twoDigits(hours)}:${minute}:${second}`,
    'Z',
  )
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * Parses what `isoMoment` and `dotNetMoment` parse, and dates with the name of a month in English: `31 May 2026`,
 * `May 31, 2026`, `31-May-2026`. Null when it is invalid.
 */
export function anyMoment(text: string): Date | null {
  const trimmed = text.trim()
  return isoMoment(trimmed) ?? dotNetMoment(trimmed) ?? namedMonthMoment(trimmed)
}

function namedMonthMoment(text: string): Date | null {
  const match =
    /^(?<day>\d\d?)[ -](?<month>[a-z]{3,9})\.?[ -](?<year>\d{4})$/i.exec(text) ??
    /^(?<month>[a-z]{3,9})\.? (?<day>\d\d?),? (?<year>\d{4})$/i.exec(text)
  if (!match) return null
  const { day, month, year } = match.groups!
  const index = MONTHS.indexOf(month!.slice(0, 3).toLowerCase())
  return index < 0 ? null : momentOf(`${year}-${twoDigits(index + 1)}-${twoDigits(day!)}`, '00:00', 'Z')
}

/** A month, day, hour, minute or second as ISO 8601 writes it. */
export const twoDigits = (value: string | number): string => String(value).padStart(2, '0')

function momentOf(day: string, time: string, zone: string): Date | null {
  const [midnight, when] = [new Date(`${day}T00:00Z`), new Date(`${day}T${time}${zone}`)]
  if (Number.isNaN(midnight.getTime()) || Number.isNaN(when.getTime())) return null
  // Date accepts days beyond the end of a month and moves them into the next one.
  return midnight.toISOString().startsWith(day) ? when : null
}

const DAY_MS = 86_400_000

/** The last moment of what a time as an upper bound includes, in ms since 1970: of a whole day (UTC), all of that day. */
export function lastMoment(time: string): number {
  const ms = Date.parse(time)
  return ms % DAY_MS === 0 ? ms + DAY_MS - 1 : ms
}
