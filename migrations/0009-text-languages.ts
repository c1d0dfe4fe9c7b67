import type { Kysely } from 'kysely'

/** Lets the languages of all texts be read without going through the records. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['asset', 'assetText'])
    await db.schema.createIndex(`${table}_language`).on(table).column('language').execute()
}
