import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { retryWhileBusy } from './busy.ts'
import type { Followed } from './followed.ts'
import type { Lock } from './lock.ts'
import type { RaisingSession } from './revision-followers.ts'
import type { SqliteConnection } from './sqlite-connection.ts'
import type { RevisionName } from './tables/changes.ts'
import type { WalSync } from './wal-sync.ts'

type Connections = { readonly reader: SqliteConnection; readonly writer: SqliteConnection }
type Query = Pick<CompiledQuery, 'sql' | 'parameters'>

const READ = /^\s*(?:select|with)\b/i
const WRITE = /^\s*(?:insert|update|delete)\b/i
const CHANGES_NOTHING = /^\s*(?:select|with|savepoint|release|commit)\b/i

/**
 * One use of the database, from acquiring a connection to releasing it: a query, a transaction, or several statements
 * that need the same connection. Queries that only read use the reading connection; everything else waits for the
 * writing one.
 */
export class SqliteSession implements DatabaseConnection, RaisingSession {
  readonly raised = new Set<RevisionName>()
  readonly #connections: Connections
  readonly #writerLock: Lock
  readonly #wal: WalSync
  readonly #followed: Followed
  #holdsWriter = false
  /**
   * Whether the writing connection is held until the end, because a statement has changed its state, as a pragma does.
   */
  #keepsWriter = false
  #hasWritten = false

  constructor(connections: Connections, writerLock: Lock, wal: WalSync, followed: Followed) {
    this.#connections = connections
    this.#writerLock = writerLock
    this.#wal = wal
    this.#followed = followed
  }

  /**
   * Returns whether a query may use this session without acquiring and releasing it: any query within a transaction, and one
   * that only reads at any time.
   */
  canRun({ sql }: Query, isInTransaction: boolean): boolean {
    return isInTransaction ? this.#holdsWriter : !this.#holdsWriter && READ.test(sql)
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#holdsWriter) return this.#write(query)
    if (READ.test(query.sql)) return retryWhileBusy(() => this.#idleConnection().execute<Row>(query))
    await this.#acquire()
    if (!WRITE.test(query.sql)) {
      this.#keepsWriter = true
      return this.#write(query)
    }
    try {
      return await this.#write<Row>(query)
    } finally {
      await this.#finishWriting()
    }
  }

  // biome-ignore lint/correctness/useYield: the interface requires a generator, but streaming is not supported.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Streaming is not supported; read rows in batches.')
  }

  async begin(): Promise<void> {
    await this.#acquire()
    try {
      // A transaction that reads first and writes later fails if another process has written in between. Taking the
      // write lock at the beginning avoids that, and costs nothing since every transaction writes.
      await this.#write({ sql: 'begin immediate', parameters: [] })
      this.#hasWritten = this.#keepsWriter
    } catch (error) {
      await this.end()
      throw error
    }
  }

  async commit(): Promise<void> {
    await this.#write({ sql: 'commit', parameters: [] })
    const notified = this.#followed.followers.notifyAll(this)
    await Promise.all([notified, ...(this.#keepsWriter ? [] : [this.#finishWriting()])])
  }

  async rollback(): Promise<void> {
    // There may be nothing to roll back: SQLite ends a transaction itself when the disk is full, and after a commit the
    // sync may have failed.
    if (!this.#holdsWriter || !this.#connections.writer.isInTransaction) return
    await this.#write({ sql: 'rollback', parameters: [] })
    this.#hasWritten = this.#keepsWriter
  }

  async end(): Promise<void> {
    this.#keepsWriter = false
    if (this.#holdsWriter) await this.#finishWriting()
  }

  async #acquire(): Promise<void> {
    if (this.#holdsWriter) return
    await this.#writerLock.acquire()
    this.#holdsWriter = true
  }

  /**
   * The connection for a query that only reads. While nobody writes that is the writing one, which knows what it has
   * written: the other one has to read again all pages that it knows after every commit.
   */
  #idleConnection(): SqliteConnection {
    const { reader, writer } = this.#connections
    return this.#writerLock.isHeld ? reader : writer
  }

  #write<Row>(query: Query): Promise<QueryResult<Row>> {
    return retryWhileBusy(() => {
      const result = this.#connections.writer.execute<Row>(query)
      this.#hasWritten ||= !CHANGES_NOTHING.test(query.sql)
      return result
    })
  }

  /**
   * Releases the writing connection, and waits until everything written is on disk, including what a transaction that
   * wrote nothing has read from those before it.
   */
  async #finishWriting(): Promise<void> {
    const hasWritten = this.#hasWritten
    this.#holdsWriter = false
    this.#hasWritten = false
    if (hasWritten) this.#followed.commits.add()
    this.#writerLock.release()
    await (hasWritten ? this.#wal.sync() : this.#wal.requested())
  }
}
