import { twoDigits } from '../../lib/moment.ts'
import { monthNamed } from './month-names.ts'

/** A date with the parts that were given; time and zone in the notation of ISO 8601. */
export type CalendarDate = {
  readonly year: number
  readonly month?: number
  readonly day?: number
  /** "14:30:00" */
  readonly time?: string
  /** "Z" or "+02:00"; UTC if omitted (contract 16, Times). */
  readonly zone?: string
}

/** How a date written only with numbers is to be read: day or month first. */
export type DateOrder = 'dmy' | 'mdy'

/** A time after a date: "14:30", "T143000", ", 2:30:15 PM", "14:30+0200". */
const TIME = String.raw`(?:(?:T|,?\s+)(?<clock>\d{1,2}(?::\d\d){1,2}|\d{4}(?:\d\d)?)(?:[.,]\d+)?\s*(?<half>[ap]\.?m\.?)?\s*(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?`
const NAME = String.raw`(?<name>\p{L}[\p{L}\p{M}]+)`
const OF = String.raw`(?:de\s+|of\s+)?`

/** The ways in which people and programs write a day or a month: year first, with month names, only with numbers. */
const FORMS = [
  String.raw`(?<year>\d{4})(?<mark>[-/.:])\s?(?<month>\d{1,2})\k<mark>\s?(?<day>\d{1,2})\.?${TIME}`,
  String.raw`(?<year>\d{4})[/.](?<month>\d\d)`,
  String.raw`(?<year>[12]\d{3})(?<month>\d\d)(?<day>\d\d)${TIME}`,
  String.raw`(?<year>\d{4})\s?[年년]\s?(?<month>\d{1,2})\s?[月월](?:\s?(?<day>\d{1,2})\s?[日일])?`,
  String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[-\s]\s*${OF}${NAME}\.?,?[-\s]\s*${OF}(?<year>\d{4})${TIME}`,
  String.raw`${NAME}\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})${TIME}`,
  String.raw`${NAME}\.?,?[-\s]\s*${OF}(?<year>\d{4})`,
  String.raw`(?<year>\d{4}),?[-\s]\s*${NAME}\.?(?:[-\s]\s*(?<day>\d{1,2}))?`,
  String.raw`(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})${TIME}`,
  String.raw`(?<month>\d{1,2})[/.](?<year>\d{4})`,
  String.raw`(?<first>\d{1,2})(?<mark>[-/])(?<second>\d{1,2})\k<mark>(?<year>\d{4})${TIME}`,
].map((form) => new RegExp(`^${form}$`, 'iu'))

const WEEKDAY = /^\p{L}{2,}\.?,\s*(?=.*\d{4})/u

/**
 * Parses a text as a date; null if it is none. `order` applies to dates such as 03/04/2021, which without it are read
 * only if one of the numbers cannot be a month.
 */
export function calendarDate(text: string, order: DateOrder | null = null): CalendarDate | null {
  const bare = text.trim().replace(WEEKDAY, '')
  for (const form of FORMS) {
    const groups = form.exec(bare)?.groups
    const date = groups && toDate(groups, order)
    if (date) return date
  }
  return null
}

type Groups = Readonly<Record<string, string | undefined>>

function toDate(groups: Groups, order: DateOrder | null): CalendarDate | null {
  const { year, name, clock, zone } = groups
  const [month, day] = groups.first
    ? inOrder(Number(groups.first), Number(groups.second), order)
    : [name === undefined ? numberOf(groups.month) : monthNamed(name), numberOf(groups.day)]
  if (month === null || (month !== undefined && !(month >= 1 && month <= 12))) return null
  const time = clock === undefined ? undefined : timeOf(clock, groups.half)
  if (time === null) return null
  return {
    year: Number(year),
    ...(month !== undefined && { month }),
    ...(day !== undefined && { day }),
    ...(time !== undefined && { time }),
    ...(zone !== undefined && { zone: zoneOf(zone) }),
  }
}

const numberOf = (digits: string | undefined) => (digits === undefined ? undefined : Number(digits))

function inOrder(
  first: number,
  second: number,
  order: DateOrder | null,
): [month: number | null, day: number] {
  if (order === 'dmy' || (order === null && first > 12)) return [second, first]
  return order === 'mdy' || second > 12 || first === second ? [first, second] : [null, second]
}

function timeOf(clock: string, half: string | undefined): string | null {
  const parts = clock.includes(':') ? clock.split(':') : (clock.match(/\d\d/g) ?? [])
  const [hours, minutes, seconds = 0] = parts.map(Number) as [number, number, number?]
  if (half !== undefined && !(hours >= 1 && hours <= 12)) return null
  const hour = half === undefined ? hours : (hours % 12) + (/^p/i.test(half) ? 12 : 0)
  return [hour, minutes, seconds].map(twoDigits).join(':')
}

function zoneOf(zone: string): string {
  if (!/^[+-]/.test(zone)) return 'Z'
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
}
