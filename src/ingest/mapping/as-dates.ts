import type { DateOrder } from './calendar-date.ts'
import { readDate } from './read-date.ts'

/** Notations of dates that a mapping may state for a field: day or month first, or serial numbers of spreadsheets. */
export const DATE_NOTATIONS = ['dmy', 'mdy', 'serial'] as const
/** One of these notations. */
export type DateNotation = DateOrder | 'serial'

/** Day 0 of the serial numbers of spreadsheets, so that those from March 1900 on are right (ECMA-376, 18.17.4). */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000
/** 31 December 9999. */
const MAX_SERIAL = 2_958_465

/** Returns a function that converts dates in this notation to ISO 8601; other values stay as they are. */
export const asDates =
  (notation: DateNotation) =>
  (value: unknown): unknown => {
    if (typeof value !== 'string' && typeof value !== 'number') return value
    if (notation === 'serial') return fromSerial(Number(value)) ?? value
    return readDate(String(value), notation)?.iso ?? value
  }

/** Converts a serial number to a date, with its time if it has a fraction. */
function fromSerial(serial: number): string | null {
  if (!(serial >= 1 && serial <= MAX_SERIAL)) return null
  const seconds = Math.round((serial * DAY_MS) / 1000)
  const iso = new Date(SERIAL_EPOCH_MS + seconds * 1000).toISOString()
  return Number.isInteger(serial) ? iso.slice(0, 10) : iso.slice(0, 19)
}
