import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SharedLock } from '../lib/shared-lock.ts'
import { MAX_LOG_PAGES } from './checkpoints.ts'
import type { CommitCount } from './commit-count.ts'
import type { Followed } from './followed.ts'
import { Lock } from './lock.ts'
import { openFile } from './open-file.ts'
import { RevisionFollowers } from './revision-followers.ts'
import { SqliteConnection } from './sqlite-connection.ts'
import { SqliteSession } from './sqlite-session.ts'
import type { WalSync } from './wal-sync.ts'

/**
 * Memory for the pages that the writing connection has read or changed, at most. Records of an import change pages all over
 * the indexes of keywords and names; with SQLite's 2 MB, most of them are written to the log and read again several times.
 */
const WRITER_CACHE_KB = 32_000

/**
 * Kysely's SQLite dialect on node:sqlite, with two connections, so that reads never wait for writes. A write is durable
 * when its promise resolves.
 */
export class SqliteDialect implements Dialect {
  readonly #path: string
  readonly #wal: WalSync
  readonly #lock: SharedLock
  readonly #followed: Followed

  /** @param commits counts what is committed. */
  constructor(path: string, wal: WalSync, lock: SharedLock, commits: CommitCount) {
    this.#path = path
    this.#wal = wal
    this.#lock = lock
    this.#followed = { followers: new RevisionFollowers(), commits }
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#path, this.#wal, new Lock(this.#lock), this.#followed)
  }

  createAdapter(): SqliteAdapter {
    return new TwoConnectionsAdapter(this.#followed)
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler()
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db)
  }
}

/** Shared by everything that uses the database: plugins and transactions have the same adapter. */
class TwoConnectionsAdapter extends SqliteAdapter {
  readonly followers: RevisionFollowers
  readonly commits: CommitCount

  constructor({ followers, commits }: Followed) {
    super()
    this.followers = followers
    this.commits = commits
  }

  /** NOTE: if this were false, Kysely would run all queries one after another, reads included. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class SqliteDriver implements Driver {
  readonly #path: string
  readonly #wal: WalSync
  readonly #followed: Followed
  readonly #writerLock: Lock
  #connections: { readonly reader: SqliteConnection; readonly writer: SqliteConnection } | null = null

  constructor(path: string, wal: WalSync, lock: Lock, followed: Followed) {
    this.#path = path
    this.#wal = wal
    this.#writerLock = lock
    this.#followed = followed
  }

  async init(): Promise<void> {
    // Commits do not wait for the disk here: `WalSync` syncs the log instead.
    const writer = await openFile(this.#path, 'normal')
    try {
      writer.exec(`pragma wal_autocheckpoint = ${MAX_LOG_PAGES}; pragma cache_size = -${WRITER_CACHE_KB}`)
      const reader = await openFile(this.#path, 'normal')
      reader.exec('pragma query_only = on')
      this.#connections = { reader: new SqliteConnection(reader), writer: new SqliteConnection(writer) }
    } catch (error) {
      writer.close()
      throw error
    }
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteSession(this.#connections!, this.#writerLock, this.#wal, this.#followed)
  }

  async beginTransaction(session: DatabaseConnection): Promise<void> {
    await (session as SqliteSession).begin()
  }

  async commitTransaction(session: DatabaseConnection): Promise<void> {
    await (session as SqliteSession).commit()
  }

  async rollbackTransaction(session: DatabaseConnection): Promise<void> {
    await (session as SqliteSession).rollback()
  }

  async releaseConnection(session: DatabaseConnection): Promise<void> {
    await (session as SqliteSession).end()
  }

  async destroy(): Promise<void> {
    await this.#wal.close()
    this.#connections?.reader.close()
    this.#connections?.writer.close()
  }
}
