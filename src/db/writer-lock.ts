import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'

/** Identifies the lock among the advisory locks of a PostgreSQL database: "vitr" in ASCII. */
const LOCK = 0x76697472

/**
 * Lets one transaction write at a time, from here until it ends. In SQLite it is the only one since it began. A
 * transaction of PostgreSQL that has the lock already goes on at once.
 */
export async function takeWriterLock(tx: Db): Promise<void> {
  if (!isSqlite(tx)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx)
}
