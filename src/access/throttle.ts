import type { Client } from './clients.ts'

/** What is left of the rate of a client after a query was counted. */
export type RateLeft = {
  /** Queries per second. */
  readonly qps: number
  /** 0 when the query may proceed, otherwise the whole seconds to wait. */
  readonly waitSeconds: number
  readonly remaining: number
  /** Whole seconds until all of them are available again, at least 1. */
  readonly resetSeconds: number
}

/** Limits the queries per second of each key. */
export type Throttle = {
  /** Counts one query of a client with a limit. */
  take(client: { readonly id: Client['id']; readonly qps: number }): Promise<RateLeft>
}

/** Returns what is left of a rate after so many queries within a second that ends in `endsInMs`. */
export function rateLeft(qps: number, count: number, endsInMs: number): RateLeft {
  const resetSeconds = Math.max(1, Math.ceil(endsInMs / 1000))
  const isAdmitted = count <= qps
  return {
    qps,
    waitSeconds: isAdmitted ? 0 : resetSeconds,
    remaining: Math.max(0, qps - count),
    resetSeconds,
  }
}
