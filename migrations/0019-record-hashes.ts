import type { Kysely } from 'kysely'

/** Renames the column with the hash of a manifest's record, which was called "said". */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('externalId').renameColumn('said', 'recordHash').execute()
  await db.schema.alterTable('manifestFile').renameColumn('said', 'recordHash').execute()
}
