import type { Kysely } from 'kysely'

/** The sidecar with which a file was read, so that a change of it is noticed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('sourceFile').addColumn('sidecar', 'text').execute()
}
