import { twoDigits } from '../../lib/moment.ts'
import { type CalendarDate, calendarDate, type DateOrder } from './calendar-date.ts'

/** A date of a source: in ISO 8601 with the parts that were given, and its first moment; `isExact` if the text says no more. */
export type ReadDate = { readonly iso: string; readonly ms: number; readonly isExact: boolean }

const ISO =
  /^([+-]?\d{4}|[+-]\d{6})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?)?)?$/
/** Words that make a date uncertain: "c. 1860", "about 1785?", "?c.1785". */
const ABOUT =
  /^(?:\?|c(?:a|irca)?\.?\s*|about\s+|around\s+|after\s+|before\s+|early\s+|late\s+|um\s+)*(?=\d)/i
const BCE = String.raw`(?:\s*(bce?|b\.c\.(?:e\.)?|v\.\s*chr\.?))?`
/** A year or decade, perhaps before our era, and the end of a range, which is ignored. */
const YEARS = new RegExp(
  String.raw`^(\d{1,4})(s?)${BCE}(?:\s*(?:[-–—/]|to)\s*(?:c\.?\s*)?\d{1,4}s?${BCE}(?:\s*(?:ce|ad))?)?\??$`,
  'i',
)
/**
 * Parses a text as a date; null if it is none. Besides ISO 8601 it reads dates as spreadsheets, cameras and people write
 * them (calendar-date.ts); years with fewer or more than four digits, and before our era (astronomically: 1 BCE is the
 * year 0); ranges and decades by their first year; uncertain dates. Dates without an offset are in UTC (contract 16).
 * `order` says how to read 03/04/2021, which without it is not read as a date.
 */
export function readDate(text: string, order: DateOrder | null = null): ReadDate | null {
  const trimmed = text.trim()
  const iso = ISO.exec(trimmed)
  if (iso) return exact(iso[1]!, iso[2], iso[3], iso[4], iso[5])
  const written = calendarDate(trimmed, order)
  if (written) return ofCalendar(written)
  const years = YEARS.exec(trimmed.replace(ABOUT, ''))
  if (!years) return null
  const [, digits, , ownEra, endEra] = years
  if (digits!.length < 3 && !ownEra && !endEra) return null // "5" is a number, not a year.
  const number = Number(digits)
  // "300-200 BCE": the era at the end applies to both years.
  return inexact(exact(yearText(ownEra || endEra?.match(/^[bv]/i) ? 1 - number : number)))
}

function ofCalendar({ year, month, day, time, zone }: CalendarDate): ReadDate | null {
  const digits = (part: number | undefined) => (part === undefined ? undefined : twoDigits(part))
  return exact(yearText(year), digits(month), digits(day), time, zone)
}

function exact(year: string, month?: string, day?: string, clock?: string, offset?: string): ReadDate | null {
  const number = Number(year)
  const date = [yearText(number), month, day].filter((part) => part !== undefined).join('-')
  const moment = new Date(0)
  moment.setUTCFullYear(number, Number(month ?? 1) - 1, Number(day ?? 1))
  if (moment.getUTCMonth() !== Number(month ?? 1) - 1 || moment.getUTCDate() !== Number(day ?? 1)) return null
  if (clock === undefined) return { iso: date, ms: moment.getTime(), isExact: true }
  // The end of a day is the beginning of the next (ISO 8601), and a leap second is read as the second before it.
  if (/^24:00(?::00)?$/.test(clock)) return exact(...nextDay(moment), '00:00:00', offset)
  const time = (clock.length === 5 ? `${clock}:00` : clock).replace(/:60$/, ':59')
  const zone =
    offset === undefined || offset === 'Z' || offset.includes(':')
      ? offset
      : `${offset.slice(0, 3)}:${offset.slice(3)}`
  const ms = Date.parse(`2000-01-01T${time}${zone ?? 'Z'}`) - Date.UTC(2000, 0, 1)
  if (Number.isNaN(ms)) return null
  return { iso: `${date}T${time}${zone ?? ''}`, ms: moment.getTime() + ms, isExact: true }
}

function nextDay(midnight: Date): [year: string, month: string, day: string] {
  const next = new Date(midnight.getTime() + 86_400_000)
  return [yearText(next.getUTCFullYear()), twoDigits(next.getUTCMonth() + 1), twoDigits(next.getUTCDate())]
}

const inexact = (date: ReadDate | null): ReadDate | null => date && { ...date, isExact: false }

/** Formats a year as in ISO 8601: four digits, with a sign before the year 0. */
function yearText(year: number): string {
  return `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`
}
