import { type Kysely, sql } from 'kysely'

/**
 * Replaces the kind "reworded" of the change log by "updated". It was used for changes of keywords and of collections,
 * and which of the two an old entry was cannot be determined.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update change set kind = 'updated' where kind = 'reworded'`.execute(db)
}
