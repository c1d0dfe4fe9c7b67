import type { Client } from './clients.ts'

/** Counts the queries of each key in each second. */
export type Throttle = {
  /** Takes one query of a client that has a limit: 0 when it may pass, else the whole seconds to wait. */
  take(client: { readonly id: Client['id']; readonly qps: number }): Promise<number>
}
