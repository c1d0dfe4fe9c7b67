import type { Kysely } from 'kysely'

/** Who wrote the caption of a picture. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('asset').addColumn('descriptionWriter', 'text').execute()
}
