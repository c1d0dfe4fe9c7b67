import type { Client } from './clients.ts'

/** Limits the queries per second of each key. */
export type Throttle = {
  /** Counts one query of a client with a limit; returns 0 when it may proceed, otherwise the whole seconds to wait. */
  take(client: { readonly id: Client['id']; readonly qps: number }): Promise<number>
}
