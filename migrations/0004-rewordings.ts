import { type Kysely, SqliteAdapter } from 'kysely'

/** 64 bits, as in 0001. */
const wide = (db: Kysely<unknown>): 'integer' | 'bigint' =>
  db.getExecutor().adapter instanceof SqliteAdapter ? 'integer' : 'bigint'

/** What a change of the vocabulary has still to do to the assets, so that a kill in between loses none of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rewording')
    .addColumn('keywordId', wide(db), (c) => c.primaryKey().references('keyword.id'))
    .addColumn('intoId', wide(db), (c) => c.references('keyword.id'))
    .execute()
}
