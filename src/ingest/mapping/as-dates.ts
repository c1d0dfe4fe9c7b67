import type { DateOrder } from './calendar-date.ts'
import { readDate } from './read-date.ts'

/** How a mapping may say that the dates of a field are written: which of day and month is first, or serial numbers. */
export const DATE_NOTATIONS = ['dmy', 'mdy', 'serial'] as const
/** One of these notations. */
export type DateNotation = DateOrder | 'serial'

/** Serial numbers of spreadsheets count days from here, so that those from March 1900 on are right (ECMA-376, 18.17.4). */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000
/** 31 December 9999. */
const MAX_SERIAL = 2_958_465

/** Turns a value that is a date in this notation into ISO 8601; any other stays as it is. */
export const asDates =
  (notation: DateNotation) =>
  (value: unknown): unknown => {
    if (typeof value !== 'string' && typeof value !== 'number') return value
    if (notation === 'serial') return ofSerial(Number(value)) ?? value
    return readDate(String(value), notation)?.iso ?? value
  }

/** The date of a serial number, with its time where it has a fraction. */
function ofSerial(serial: number): string | null {
  if (!(serial >= 1 && serial <= MAX_SERIAL)) return null
  const seconds = Math.round((serial * DAY_MS) / 1000)
  const iso = new Date(SERIAL_EPOCH_MS + seconds * 1000).toISOString()
  return Number.isInteger(serial) ? iso.slice(0, 10) : iso.slice(0, 19)
}
