/**
 * Reads an ISO 8601 date or date-time, a blank for the T allowed; UTC when it names no zone (contract 16, Times). Null
 * when it is none, or names a day that its month does not have.
 */
export function isoMoment(text: string): Date | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?)?$/i.exec(
    text,
  )
  return match && momentOf(match[1]!, match[2] ?? '00:00', match[3] ?? 'Z')
}

/**
 * Reads `M/D/YYYY [h:mm[:ss] [AM|PM]]` as UTC, which .NET writes in its invariant and American cultures (clients.md 2;
 * the blank before AM is narrow in newer versions). Null when it is none.
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

const twoDigits = (value: string | number) => String(value).padStart(2, '0')

function momentOf(day: string, time: string, zone: string): Date | null {
  const [midnight, when] = [new Date(`${day}T00:00Z`), new Date(`${day}T${time}${zone}`)]
  if (Number.isNaN(midnight.getTime()) || Number.isNaN(when.getTime())) return null
  // Days beyond the month's last are read as days of the next one.
  return midnight.toISOString().startsWith(day) ? when : null
}
