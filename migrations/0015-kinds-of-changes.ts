import { type Kysely, sql } from 'kysely'

/**
 * Replaces the kind "reworded" of the change log, which stood for changes of keywords and of collections alike, by
 * "updated": which of the two an old entry was cannot be told any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update change set kind = 'updated' where kind = 'reworded'`.execute(db)
}
