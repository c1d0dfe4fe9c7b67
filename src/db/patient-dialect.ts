import { setTimeout as delay } from 'node:timers/promises'
import {
  type DatabaseConnection,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { retryWhileBusy } from './busy.ts'

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
}

/**
 * All of a process shares one connection, by turns. Who meets a lock with the first statement of a turn (a
 * `begin`, or a statement that stands alone) lets others have theirs while waiting, so that reading goes on; a later
 * one may have left something on the connection, and keeps it.
 */
class PatientDriver extends SqliteDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    let isFirst = true
    const stepAside = async (ms: number) => {
      await super.releaseConnection()
      await delay(ms)
      await super.acquireConnection()
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
}
