import type { Kysely } from 'kysely'

/** Names the hash of a manifest's record what it is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('externalId').renameColumn('said', 'recordHash').execute()
  await db.schema.alterTable('manifestFile').renameColumn('said', 'recordHash').execute()
}
