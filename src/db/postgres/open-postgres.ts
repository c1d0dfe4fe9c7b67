import { Kysely } from 'kysely'
import pg from 'pg'
import { CommitCount } from '../commit-count.ts'
import type { Db } from '../database.ts'
import type { Tables } from '../tables.ts'
import { PostgresDialect } from './postgres-dialect.ts'

/** How long to wait for a connection, for the lock of those who write, and for a statement. */
const [CONNECT_MS, LOCK_MS, STATEMENT_MS] = [5_000, 10_000, 60_000]
/** After so long without a statement, PostgreSQL ends the transaction of a node that hangs, so that others can write. */
const IDLE_TRANSACTION_MS = 30_000

/** Types of PostgreSQL by their number (`select oid, typname from pg_type`). */
const [INT8, NUMERIC] = [20, 1700]

/**
 * Opens the records of a library in PostgreSQL. Connections are made when they are needed; one that breaks fails what uses
 * it, and the next use makes another.
 *
 * @param address such as "postgres://user:password@host:5432/database".
 * @param maxConnections that this thread has open at once.
 * @param connectMs how long to wait for a connection.
 * @param statementMs after which a statement is cancelled; 0 cancels none.
 * @param commits memory in which the threads of this process count their transactions (`CommitCount`).
 */
export function openPostgres(
  address: string,
  {
    maxConnections,
    connectMs = CONNECT_MS,
    statementMs = STATEMENT_MS,
    commits,
  }: {
    readonly maxConnections: number
    readonly connectMs?: number
    readonly statementMs?: number
    readonly commits?: SharedArrayBuffer | undefined
  },
): Db {
  const pool = new pg.Pool({
    connectionString: address,
    application_name: 'vitrine',
    max: maxConnections,
    connectionTimeoutMillis: connectMs,
    lock_timeout: LOCK_MS,
    statement_timeout: statementMs,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_MS,
    keepAlive: true,
    types: { getTypeParser },
  })
  // NOTE: without listeners, a connection that breaks would end the process. What uses it fails, and says so.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  return new Kysely<Tables>({ dialect: new PostgresDialect(pool, new CommitCount(commits)) })
}

/** 64-bit integers and sums are read as numbers, as in SQLite: none of ours is larger than 2^53. */
const getTypeParser: typeof pg.types.getTypeParser = (type: number, format?: 'text' | 'binary') =>
  type === INT8 || type === NUMERIC ? Number : pg.types.getTypeParser(type, format)
