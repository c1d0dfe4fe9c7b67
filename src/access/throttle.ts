import type { Client } from './clients.ts'

/** Limits the queries per second of each key. */
export type Throttle = {
  /** Takes one query of a client that has a limit: returns 0 when it may proceed, else the whole seconds to wait. */
  take(client: { readonly id: Client['id']; readonly qps: number }): Promise<number>
}
