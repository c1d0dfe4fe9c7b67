import type { Kysely } from 'kysely'

/** Lets the languages of keywords and events be read without going through all of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['keywordLabel', 'eventText'])
    await db.schema.createIndex(`${table}_language`).on(table).column('language').execute()
}
