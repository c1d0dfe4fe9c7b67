const DAY_MS = 86_400_000
const SECOND_MS = 1000
/** How far a history goes back by default (contract 7, GET /v3/downloads). */
const DEFAULT_SPAN_MS = 30 * DAY_MS

/** The first and the last moment of a history, both included. */
export type HistorySpan = { readonly fromMs: number; readonly toMs: number }

/**
 * Returns the span of a history (contract 7, GET /v3/downloads). Both ends are included: whole days in UTC, or seconds if
 * the time of day counts. A missing end is now, or 30 days after the start if that is earlier; a missing start is 30 days
 * before the end.
 */
export function historySpan(
  { from, to, withTime }: { from?: Date | undefined; to?: Date | undefined; withTime: boolean },
  now: Date,
): HistorySpan {
  const start = from?.getTime()
  const lastMs =
    to?.getTime() ?? (start === undefined ? now.getTime() : Math.min(now.getTime(), start + DEFAULT_SPAN_MS))
  const firstMs = start ?? lastMs - DEFAULT_SPAN_MS
  const unitMs = withTime ? SECOND_MS : DAY_MS
  return { fromMs: floorTo(firstMs, unitMs), toMs: floorTo(lastMs, unitMs) + unitMs - 1 }
}

const floorTo = (ms: number, unitMs: number) => Math.floor(ms / unitMs) * unitMs
