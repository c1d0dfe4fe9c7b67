import type { Kysely } from 'kysely'

/** The writer of a picture's caption. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('asset').addColumn('descriptionWriter', 'text').execute()
}
