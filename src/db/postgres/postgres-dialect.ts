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
import type { CommitCount } from '../commit-count.ts'
import type { Followed } from '../followed.ts'
import { RevisionFollowers } from '../revision-followers.ts'
import { Plans } from './plans.ts'
import { PostgresSession } from './postgres-session.ts'

/** Kysely's PostgreSQL dialect with transactions that write one at a time, and followers of what they raise. */
export class PostgresDialect implements Dialect {
  readonly #pool: Pool
  readonly #followed: Followed

  /** @param commits counts the transactions. */
  constructor(pool: Pool, commits: CommitCount) {
    this.#pool = pool
    this.#followed = { followers: new RevisionFollowers(), commits }
  }

  createDriver(): Driver {
    return new PostgresDriver(this.#pool, this.#followed)
  }

  createAdapter(): PostgresAdapter {
    return new FollowedAdapter(this.#followed)
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
  readonly commits: CommitCount

  constructor({ followers, commits }: Followed) {
    super()
    this.followers = followers
    this.commits = commits
  }
}

class PostgresDriver implements Driver {
  readonly #pool: Pool
  readonly #followed: Followed
  readonly #turns = new Mutex()
  readonly #plans = new Plans()

  constructor(pool: Pool, followed: Followed) {
    this.#pool = pool
    this.#followed = followed
  }

  /** Connections are opened when they are needed. */
  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return new PostgresSession(this.#pool, this.#turns, this.#plans)
  }

  async beginTransaction(session: DatabaseConnection): Promise<void> {
    await (session as PostgresSession).begin()
  }

  async commitTransaction(session: DatabaseConnection): Promise<void> {
    const { followers, commits } = this.#followed
    // NOTE: also when it fails, since a connection that breaks does not tell whether the transaction was committed.
    await (session as PostgresSession).commit().finally(() => commits.add())
    await followers.notifyAll(session as PostgresSession)
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
