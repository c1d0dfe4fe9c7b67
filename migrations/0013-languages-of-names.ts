import type { Kysely } from 'kysely'

/** Indexes from which the languages of keywords and events can be read without scanning the tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['keywordLabel', 'eventText'])
    await db.schema.createIndex(`${table}_language`).on(table).column('language').execute()
}
