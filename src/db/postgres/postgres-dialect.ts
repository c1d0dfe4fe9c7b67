import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type { Pool } from 'pg'
import { Mutex } from '../../lib/mutex.ts'
import { RevisionFollowers } from '../revision-followers.ts'
import { PostgresSession } from './postgres-session.ts'

/** Kysely's PostgreSQL dialect with transactions that write one at a time, and followers of what they raise. */
export class PostgresDialect implements Dialect {
  readonly #pool: Pool
  readonly #followers = new RevisionFollowers()

  constructor(pool: Pool) {
    this.#pool = pool
  }

  createDriver(): Driver {
    return new PostgresDriver(this.#pool, this.#followers)
  }

  createAdapter(): PostgresAdapter {
    return new FollowedAdapter(this.#followers)
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler()
  }

  createIntrospector(db: Kysely<unknown>): PostgresIntrospector {
    return new PostgresIntrospector(db)
  }
}

/** Shared by everything that uses the database: plugins and transactions have the same adapter. */
class FollowedAdapter extends PostgresAdapter {
  readonly followers: RevisionFollowers

  constructor(followers: RevisionFollowers) {
    super()
    this.followers = followers
  }
}

class PostgresDriver implements Driver {
  readonly #pool: Pool
  readonly #followers: RevisionFollowers
  readonly #turns = new Mutex()

  constructor(pool: Pool, followers: RevisionFollowers) {
    this.#pool = pool
    this.#followers = followers
  }

  /** Connections are opened when they are needed. */
  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new PostgresSession(this.#pool, this.#turns)
  }

  async beginTransaction(session: DatabaseConnection): Promise<void> {
    await (session as PostgresSession).begin()
  }

  async commitTransaction(session: DatabaseConnection): Promise<void> {
    await (session as PostgresSession).commit()
    await this.#followers.notifyAll(session as PostgresSession)
  }

  async rollbackTransaction(session: DatabaseConnection): Promise<void> {
    await (session as PostgresSession).rollback()
  }

  async releaseConnection(session: DatabaseConnection): Promise<void> {
    ;(session as PostgresSession).release()
  }

  async destroy(): Promise<void> {
    await this.#pool.end()
  }
}
