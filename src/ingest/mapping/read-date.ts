/** A date of a source: ISO 8601 cut to what was given, and its first moment; `isExact` when it was ISO 8601 itself. */
export type ReadDate = { readonly iso: string; readonly ms: number; readonly isExact: boolean }

const ISO =
  /^([+-]?\d{4}|[+-]\d{6})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/
/** "c. 1860", "about 1785?", "?c.1785": words that make a date uncertain and none the less a date. */
const ABOUT =
  /^(?:\?|c(?:a|irca)?\.?\s*|about\s+|around\s+|after\s+|before\s+|early\s+|late\s+|um\s+)*(?=\d)/i
const BCE = String.raw`(?:\s*(bce?|b\.c\.(?:e\.)?|v\.\s*chr\.?))?`
/** A year, perhaps a decade or before our era, and the end of a range, which does not count. */
const YEARS = new RegExp(
  String.raw`^(\d{1,4})(s?)${BCE}(?:\s*(?:[-–—/]|to)\s*(?:c\.?\s*)?\d{1,4}s?${BCE}(?:\s*(?:ce|ad))?)?\??$`,
  'i',
)
const DAY_MONTH_YEAR = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/

/**
 * The date that a text says, null when it is none. Besides ISO 8601: years with fewer or more than four digits and
 * before our era (astronomically: 1 BCE is the year 0), ranges and decades by their first year, uncertain dates,
 * days as 31.12.1999 and as EXIF writes them. Without an offset it is UTC (contract 16).
 */
export function readDate(text: string): ReadDate | null {
  const trimmed = text.trim()
  const iso = ISO.exec(trimmed)
  if (iso) return exact(iso[1]!, iso[2], iso[3], iso[4], iso[5])
  const exif = /^(\d{4}):(\d\d):(\d\d)(?: (\d\d:\d\d:\d\d))?$/.exec(trimmed)
  if (exif) return inexact(exact(exif[1]!, exif[2], exif[3], exif[4]))
  const german = DAY_MONTH_YEAR.exec(trimmed)
  if (german) {
    const [, day, month, year] = german
    return inexact(exact(year!, month!.padStart(2, '0'), day!.padStart(2, '0')))
  }
  const years = YEARS.exec(trimmed.replace(ABOUT, ''))
  if (!years) return null
  const [, digits, , ownEra, endEra] = years
  if (digits!.length < 3 && !ownEra && !endEra) return null // "5" is a number and no year.
  const number = Number(digits)
  // "300-200 BCE": the era of the end is that of the beginning.
  return inexact(exact(yearText(ownEra || endEra?.match(/^[bv]/i) ? 1 - number : number)))
}

function exact(year: string, month?: string, day?: string, clock?: string, offset?: string): ReadDate | null {
  const moment = new Date(0)
  const number = Number(year)
  moment.setUTCFullYear(number, Number(month ?? 1) - 1, Number(day ?? 1))
  if (moment.getUTCMonth() !== Number(month ?? 1) - 1 || moment.getUTCDate() !== Number(day ?? 1)) return null
  const date = [yearText(number), month, day].filter((part) => part !== undefined).join('-')
  if (clock === undefined) return { iso: date, ms: moment.getTime(), isExact: true }
  const time = clock.length === 5 ? `${clock}:00` : clock
  const zone =
    offset === undefined || offset === 'Z' || offset.includes(':')
      ? offset
      : `${offset.slice(0, 3)}:${offset.slice(3)}`
  const ms = Date.parse(`2000-01-01T${time}${zone ?? 'Z'}`) - Date.UTC(2000, 0, 1)
  if (Number.isNaN(ms)) return null
  return { iso: `${date}T${time}${zone ?? ''}`, ms: moment.getTime() + ms, isExact: true }
}

const inexact = (date: ReadDate | null): ReadDate | null => date && { ...date, isExact: false }

/** A year as ISO 8601 writes it: four digits, before the year 0 with a sign. */
function yearText(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`
}
