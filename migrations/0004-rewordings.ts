import type { Kysely } from 'kysely'
import { wide } from '../src/db/columns.ts'

/** What a change of the vocabulary has still to do to the assets, so that a kill in between loses none of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rewording')
    .addColumn('keywordId', wide(db), (c) => c.primaryKey().references('keyword.id'))
    .addColumn('intoId', wide(db), (c) => c.references('keyword.id'))
    .execute()
}
