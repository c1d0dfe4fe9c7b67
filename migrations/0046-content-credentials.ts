import type { Kysely } from 'kysely'

/** Whether a file has Content Credentials: 1 or 0; null for files of earlier versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('master').addColumn('contentCredentials', 'integer').execute()
}
