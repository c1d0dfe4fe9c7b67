import { setTimeout as delay } from 'node:timers/promises'
import {
  type DatabaseConnection,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { retryWhileBusy } from './busy.ts'
import { Lock } from './lock.ts'

/** Kysely's SQLite dialect, with statements that wait for other processes without holding up this one. */
export class PatientDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(database: () => Promise<SqliteDatabase>) {
    super({ database })
    this.#config = { database }
  }

  override createDriver(): SqliteDriver {
    return new PatientDriver(this.#config)
  }

  override createAdapter(): SqliteAdapter {
    return new PatientAdapter()
  }
}

class PatientAdapter extends SqliteAdapter {
  /** NOTE: with false, Kysely locks the one connection itself, and the driver could not lend it out while waiting. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

/**
 * All of a process shares one connection, which a lock gives to one user at a time. A user whose first statement (a
 * `begin`, or a statement that stands alone) meets the lock of another process lends the connection to others while
 * waiting, so that reading goes on; a later statement may have left something on the connection, and keeps it.
 */
class PatientDriver extends SqliteDriver {
  readonly #lock = new Lock()

  override async acquireConnection(): Promise<DatabaseConnection> {
    const lock = this.#lock
    await lock.acquire()
    const connection = await super.acquireConnection()
    let isFirst = true
    const stepAside = async (ms: number) => {
      lock.release()
      await delay(ms)
      await lock.acquire()
    }
    return {
      async executeQuery(query) {
        const pause = isFirst ? stepAside : delay
        isFirst = false
        return retryWhileBusy(() => connection.executeQuery(query), pause)
      },
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    }
  }

  override async releaseConnection(): Promise<void> {
    this.#lock.release()
  }
}
