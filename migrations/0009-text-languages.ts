import type { Kysely } from 'kysely'

/** Indexes from which the languages of all texts can be read without scanning the records. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['asset', 'assetText'])
    await db.schema.createIndex(`${table}_language`).on(table).column('language').execute()
}
