import { twoDigits } from '../../lib/moment.ts'

/** The parts of an ISO 8601 date, from the year on; the first missing part ends it, and an impossible month makes it invalid. */
type Parts = {
  readonly year: string | undefined
  readonly month?: string | undefined
  readonly day?: string | undefined
  readonly time?: string | undefined
  readonly offset?: string | undefined
}

/** A date in XMP, which some programs write in the EXIF format. */
export function fromXmp(text: string | null | undefined): string | null {
  return /^\d{4}:/.test(text?.trim() ?? '') ? fromExif(text) : fromIso(text)
}

/** ISO 8601: "2019", "2019-10", "2019-10-16T19:01", "2019-10-16T19:01:00.5+02:00". */
function fromIso(text: string | null | undefined): string | null {
  const match =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?)?)?/.exec(
      text?.trim() ?? '',
    )
  return match
    ? join({ year: match[1], month: match[2], day: match[3], time: match[4], offset: match[5] })
    : null
}

/**
 * EXIF 3.0, 4.6.5: "2019:10:16 19:01:00"; the UTC offset is in a tag of its own. Unknown parts are blank
 * ("1993:08:     :  :  "), and the date ends before them.
 */
export function fromExif(text: string | null | undefined, offset?: string | null): string | null {
  const match = /^(\d{4})(?:[:\-/](\d\d)(?:[:\-/](\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?)?)?(?!\d)/.exec(
    text?.trim() ?? '',
  )
  const zone = /^(?:Z|[+-]\d\d:\d\d)$/.test(offset?.trim() ?? '') ? offset!.trim() : undefined
  return match ? join({ year: match[1], month: match[2], day: match[3], time: match[4], offset: zone }) : null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The "Creation Time" of a PNG (W3C PNG, 11.3.3.2): an RFC 1123 date, or one in the XMP or EXIF format. */
export function fromPng(text: string | null | undefined): string | null {
  const rfc =
    /^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})(?: (\d\d:\d\d(?::\d\d)?)(?: ([+-]\d{4}|GMT|UTC|Z))?)?/i.exec(
      text?.trim() ?? '',
    )
  const month = rfc ? MONTHS.indexOf(rfc[2]!.toLowerCase()) + 1 : 0
  if (!rfc || month === 0) return fromXmp(text)
  return join({
    year: rfc[3],
    month: twoDigits(month),
    day: twoDigits(rfc[1]!),
    time: rfc[4],
    offset: rfc[5] && /^[a-z]/i.test(rfc[5]) ? 'Z' : rfc[5],
  })
}

/** IIM 4.2, 2:55 "CCYYMMDD" (00 for an unknown part) and 2:60 "HHMMSS±HHMM". */
export function fromIim(date: string | null | undefined, time?: string | null): string | null {
  const day = /^(\d{4})-?(\d\d)?-?(\d\d)?/.exec(date?.trim() ?? '')
  if (!day) return null
  const clock = /^(\d\d):?(\d\d):?(\d\d)?(?:([+-]\d\d):?(\d\d))?/.exec(time?.trim() ?? '')
  return join({
    year: day[1],
    month: day[2],
    day: day[3],
    time: clock ? `${clock[1]}:${clock[2]}:${clock[3] ?? '00'}` : undefined,
    offset: clock?.[4] ? `${clock[4]}:${clock[5]}` : undefined,
  })
}

function join({ year, month, day, time, offset }: Parts): string | null {
  if (year === undefined || year === '0000') return null
  if (month === undefined || month === '00') return year
  if (month > '12') return null
  const daysOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  if (day === undefined || day < '01' || Number(day) > daysOfMonth) return `${year}-${month}`
  if (time === undefined || !/^(?:[01]\d|2[0-3])(?::[0-5]\d){1,2}$/.test(time))
    return `${year}-${month}-${day}`
  const clock = time.length === 5 ? `${time}:00` : time
  return `${year}-${month}-${day}T${clock}${zone(offset)}`
}

function zone(offset: string | undefined): string {
  if (offset === undefined || offset === 'Z') return offset ?? ''
  const colon = offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`
  return /^[+-](?:0\d|1[0-4]):[0-5]\d$/.test(colon) ? colon : ''
}
