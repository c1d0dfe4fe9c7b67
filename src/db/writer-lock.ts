import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'

/** Identifies the lock among the advisory locks of a PostgreSQL database: "vitr" in ASCII. */
const LOCK = 0x76697472

/**
 * Takes the lock that lets one transaction write at a time, until the transaction ends. In SQLite every transaction
 * takes it when it begins. In PostgreSQL, calling it again in the same transaction has no effect.
 */
export async function takeWriterLock(tx: Db): Promise<void> {
  if (!isSqlite(tx)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx)
}
