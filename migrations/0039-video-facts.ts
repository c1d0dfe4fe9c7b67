import type { Kysely } from 'kysely'

/** What the file of a video says about its pictures and sound. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('master').addColumn('video', 'text').execute()
}
