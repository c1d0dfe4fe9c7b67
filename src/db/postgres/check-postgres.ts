import { sql } from 'kysely'
import { Problem } from '../../lib/problem.ts'
import type { Db } from '../database.ts'

/** The oldest version that the program is tested with, as PostgreSQL numbers it. */
const OLDEST_VERSION = 150_000

/**
 * @throws Problem InvalidSetting when the database is not one for a library: it is of an older version, or does not
 *   compare texts by their code points.
 */
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
