import { sql } from 'kysely'
import { Problem } from '../../lib/problem.ts'
import type { Db } from '../database.ts'
import { migrate } from '../migrate.ts'
import { isDeadlock, isLockTimeout } from './error-of-query.ts'
import { openPostgres } from './open-postgres.ts'

/** The oldest version that the program is tested with, as PostgreSQL numbers it. */
const OLDEST_VERSION = 150_000

/** Kysely holds its lock on one and migrates on another. */
const MIGRATOR_CONNECTIONS = 2
/** How often it is tried to migrate. */
const ATTEMPTS = 10

/**
 * Migrates a database to this version of the program.
 *
 * @throws Problem InvalidSetting when it is not one for a library: it is of an older version, or does not compare texts by their
 *   code points; NewerRecords when a newer version has changed it so that this one cannot work with it.
 */
export async function migratePostgres(address: string): Promise<void> {
  // A migration may take as long as it needs.
  const db = openPostgres(address, { maxConnections: MIGRATOR_CONNECTIONS, statementMs: 0 })
  try {
    await checkPostgres(db)
    await repeatWhileLocked(() => migrate(db))
  } finally {
    await db.destroy()
  }
}

/**
 * Migrates, and again if that was rolled back because of queries of running nodes: PostgreSQL has ended it to resolve a deadlock with
 * them, or they kept a table for longer than locks are waited for, as a backup does.
 */
export async function repeatWhileLocked(migration: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await migration()
    } catch (error) {
      if (attempt === ATTEMPTS || !(isDeadlock(error) || isLockTimeout(error))) throw error
    }
  }
}

/** @throws Problem InvalidSetting when a database is not one for a library: see `migratePostgres`. */
export async function checkPostgres(db: Db): Promise<void> {
  const { rows } = await sql<{ version: number; encoding: string; isByCodePoint: boolean }>`
    select current_setting('server_version_num')::int as "version", current_setting('server_encoding') as "encoding",
      'a' > 'B' as "isByCodePoint"`.execute(db)
  const { version, encoding, isByCodePoint } = rows[0]!
  if (version < OLDEST_VERSION)
    throw new Problem(
      'InvalidSetting',
      `records names a PostgreSQL ${Math.floor(version / 10_000)}; 15 or newer is needed.`,
    )
  if (encoding !== 'UTF8' || !isByCodePoint)
    throw new Problem(
      'InvalidSetting',
      `The database of records has the encoding ${encoding}${isByCodePoint ? '' : ' and orders texts by a language'}, ` +
        "but must have UTF8 and the locale C. Create it with: create database vitrine template template0 encoding 'UTF8' locale 'C'",
    )
}

/** Returns whether the database has the tables of a library, of whichever version of the program. */
export async function hasTables(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('asset') is not null as "found"`.execute(
    db,
  )
  return rows[0]!.found
}
