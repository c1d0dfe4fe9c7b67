import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/** Changes of keywords that have still to be applied to assets, so that none is lost if the process is killed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('rewording')
    .addColumn('keywordId', int64(db), (c) => c.primaryKey().references('keyword.id'))
    .addColumn('intoId', int64(db), (c) => c.references('keyword.id'))
    .execute()
}
