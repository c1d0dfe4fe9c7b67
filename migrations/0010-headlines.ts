import type { Kysely } from 'kysely'

/** The headline of a picture, beside its title. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('asset').addColumn('headline', 'text').execute()
}
