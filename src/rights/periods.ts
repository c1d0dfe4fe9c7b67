/** How often the count of a product's downloads restarts. */
export const PERIODS = ['daily', 'weekly', 'monthly', 'yearly'] as const

/** One of these rhythms. */
export type Period = (typeof PERIODS)[number]

const DAY_MS = 86_400_000
const WEEK_DAYS = 7
/** 1 January 1970 was a Thursday; weeks begin on Monday (ISO 8601). */
const DAYS_TO_FIRST_MONDAY = 4

/** The stretch of time that a moment belongs to, by the calendar in UTC: `endMs` is the start of the next. */
export type Span = { readonly startMs: number; readonly endMs: number }

/** Returns the calendar period in UTC that a moment lies in. */
export function periodAt(period: Period, at: Date): Span {
  const [year, month] = [at.getUTCFullYear(), at.getUTCMonth()]
  if (period === 'yearly') return { startMs: Date.UTC(year, 0), endMs: Date.UTC(year + 1, 0) }
  if (period === 'monthly') return { startMs: Date.UTC(year, month), endMs: Date.UTC(year, month + 1) }
  const day = Math.floor(at.getTime() / DAY_MS)
  const [first, days] = period === 'daily' ? [day, 1] : [weekStart(day), WEEK_DAYS]
  return { startMs: first * DAY_MS, endMs: (first + days) * DAY_MS }
}

const weekStart = (day: number) => {
  const sinceMonday = (((day - DAYS_TO_FIRST_MONDAY) % WEEK_DAYS) + WEEK_DAYS) % WEEK_DAYS
  return day - sinceMonday
}
