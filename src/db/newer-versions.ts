import { sql } from 'kysely'
import { Problem } from '../lib/problem.ts'
import type { Db } from './database.ts'
import { isSqlite } from './dialect.ts'

/**
 * How the name of a migration ends after which older versions of the program cannot work with the records. All others only add:
 * older versions go on with the records (docs/decisions/0042-older-versions-go-on.md).
 */
export const BREAKS_OLDER = '-breaks-older'

/**
 * Returns the names of the migrations that records have and a version with these migrations does not know; none if the records
 * are not made yet.
 */
export async function newerMigrations(db: Db, known: Readonly<Record<string, unknown>>): Promise<string[]> {
  const table = isSqlite(db)
    ? sql<{ name: string }>`select name from sqlite_schema where name = 'kysely_migration'`
    : sql<{
        name: string
      }>`select 'kysely_migration' as name where to_regclass('kysely_migration') is not null`
  if ((await table.execute(db)).rows.length === 0) return []
  const { rows } = await sql<{ name: string }>`select "name" from "kysely_migration"`.execute(db)
  return rows.map(({ name }) => name).filter((name) => !Object.hasOwn(known, name))
}

/** @throws Problem NewerRecords when older versions cannot work with the records after one of these migrations. */
export function refuseIfBroken(newer: readonly string[]): void {
  const broken = newer.find((name) => name.endsWith(BREAKS_OLDER))
  if (broken !== undefined)
    throw new Problem(
      'NewerRecords',
      `A newer version of Vitrine has changed the records in a way that this one cannot work with (${broken}). ` +
        'Start the newer version. To go back to this one, restore the backup of the records from before the update.',
    )
}
