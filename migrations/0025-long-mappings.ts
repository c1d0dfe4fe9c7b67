import { type Kysely, sql } from 'kysely'
import { isSqlite } from '../src/db/dialect.ts'

/**
 * Allows mappings of any length: an index of PostgreSQL cannot hold a text of more than 2,704 bytes. SQLite, whose index
 * can, keeps it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!isSqlite(db)) await sql`alter table mapping drop constraint mapping_text_key`.execute(db)
}
