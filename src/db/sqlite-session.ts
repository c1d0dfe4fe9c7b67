import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { retryWhileBusy } from './busy.ts'
import type { Lock } from './lock.ts'
import type { LogSync } from './log-sync.ts'
import type { SqliteConnection } from './sqlite-connection.ts'

type Connections = { readonly reader: SqliteConnection; readonly writer: SqliteConnection }
type Query = Pick<CompiledQuery, 'sql' | 'parameters'>

const READ = /^\s*(?:select|with)\b/i
const WRITE = /^\s*(?:insert|update|delete)\b/i

/**
 * What one user of the database does between getting a connection and giving it back: a query, a transaction, or
 * several statements that need the same connection. Queries that only read go to the reading connection; everything
 * else waits for its turn at the writing one.
 */
export class SqliteSession implements DatabaseConnection {
  readonly #connections: Connections
  readonly #writing: Lock
  readonly #log: LogSync
  #holdsWriter = false
  /** Whether the writing connection is kept until the end, for what was set in it. */
  #keepsWriter = false
  #hasWritten = false

  constructor(connections: Connections, writing: Lock, log: LogSync) {
    this.#connections = connections
    this.#writing = writing
    this.#log = log
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#holdsWriter) return this.#write(query)
    if (READ.test(query.sql)) return retryWhileBusy(() => this.#connections.reader.execute<Row>(query))
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

  // biome-ignore lint/correctness/useYield: the interface asks for a generator, and nothing of ours streams.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Rows are not streamed: read them in batches.')
  }

  async begin(): Promise<void> {
    await this.#acquire()
    try {
      // A transaction that reads first and writes later fails at once when another process wrote in between; one that
      // takes the write lock when it begins waits for it instead. All of ours write.
      await this.#write({ sql: 'begin immediate', parameters: [] })
      this.#hasWritten = this.#keepsWriter
    } catch (error) {
      await this.end()
      throw error
    }
  }

  async commit(): Promise<void> {
    await this.#write({ sql: 'commit', parameters: [] })
    if (!this.#keepsWriter) await this.#finishWriting()
  }

  async rollback(): Promise<void> {
    // SQLite ends a transaction by itself when the disk is full, and one that was committed may fail to be synced.
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
    await this.#writing.acquire()
    this.#holdsWriter = true
  }

  #write<Row>(query: Query): Promise<QueryResult<Row>> {
    return retryWhileBusy(() => {
      const result = this.#connections.writer.execute<Row>(query)
      this.#hasWritten ||= !READ.test(query.sql) && query.sql !== 'commit'
      return result
    })
  }

  /** Lets others write, and waits until what was written is on the disk. */
  async #finishWriting(): Promise<void> {
    const hasWritten = this.#hasWritten
    this.#holdsWriter = false
    this.#hasWritten = false
    this.#writing.release()
    if (hasWritten) await this.#log.sync()
  }
}
