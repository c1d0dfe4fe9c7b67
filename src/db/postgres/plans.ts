import type { PoolClient } from 'pg'

/**
 * Knows since which migration a connection has plans of queries with names. When a newer version of the program migrates, plans may
 * be outdated, and one that is would end a transaction.
 */
export class Plans {
  #migrations: number | null = null
  /** The number of migrations when a connection was made; null if it was not known then. */
  readonly #since = new WeakMap<PoolClient, number | null>()

  /** Notes a connection that is about to be used. */
  note(client: PoolClient): void {
    if (!this.#since.has(client)) this.#since.set(client, this.#migrations)
  }

  /** Returns whether the plans of a connection may be outdated, if there are so many migrations now. */
  areOutdated(client: PoolClient, migrations: number): boolean {
    this.#migrations = migrations
    const since = this.#since.get(client) ?? migrations
    this.#since.set(client, since)
    return since !== migrations
  }
}
