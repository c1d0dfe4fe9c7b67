import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { Lock } from './lock.ts'
import type { LogSync } from './log-sync.ts'
import { openFile } from './open-file.ts'
import { SqliteConnection } from './sqlite-connection.ts'
import { SqliteSession } from './sqlite-session.ts'

/**
 * Kysely's SQLite over node:sqlite with two connections: who reads waits for nobody who writes, and a write is durable
 * when its promise resolves.
 */
export class SqliteDialect implements Dialect {
  readonly #path: string
  readonly #log: LogSync

  constructor(path: string, log: LogSync) {
    this.#path = path
    this.#log = log
  }

  createDriver(): Driver {
    return new SqliteDriver(this.#path, this.#log)
  }

  createAdapter(): SqliteAdapter {
    return new TwoConnectionsAdapter()
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new SqliteQueryCompiler()
  }

  createIntrospector(db: Kysely<unknown>): SqliteIntrospector {
    return new SqliteIntrospector(db)
  }
}

class TwoConnectionsAdapter extends SqliteAdapter {
  /** NOTE: with false, Kysely lets one query after the other have a connection, whichever it needs. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class SqliteDriver implements Driver {
  readonly #path: string
  readonly #log: LogSync
  readonly #writing = new Lock()
  #connections: { readonly reader: SqliteConnection; readonly writer: SqliteConnection } | null = null

  constructor(path: string, log: LogSync) {
    this.#path = path
    this.#log = log
  }

  async init(): Promise<void> {
    // Without waiting for the disk in each commit: that is the log's sync.
    const writer = await openFile(this.#path, 'normal')
    try {
      const reader = await openFile(this.#path, 'normal')
      reader.exec('pragma query_only = on')
      this.#connections = { reader: new SqliteConnection(reader), writer: new SqliteConnection(writer) }
    } catch (error) {
      writer.close()
      throw error
    }
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new SqliteSession(this.#connections!, this.#writing, this.#log)
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
    await this.#log.close()
    this.#connections?.reader.close()
    this.#connections?.writer.close()
  }
}
