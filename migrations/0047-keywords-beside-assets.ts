import { type Kysely, sql } from 'kysely'
import { inOrderOfKey, int64 } from '../src/db/columns.ts'
import { isSqlite } from '../src/db/dialect.ts'

/**
 * In SQLite, keeps the keywords of an asset in one tree, which is in the order of assets, instead of a table and two indexes:
 * an import then appends to it, where it changed a page of the index by keyword for nearly each keyword of each record.
 * Merges of keywords, which alone looked them up by keyword, go through all assets (`catalogue/merge-keywords.ts`).
 *
 * NOTE: `keywordId` refers to `keyword` without a constraint, because without that index SQLite would read all rows for
 * each keyword that is removed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!isSqlite(db)) return
  await db.schema
    .createTable('assetKeywordByAsset')
    .addColumn('assetId', int64(db), (c) => c.notNull().references('asset.id'))
    .addColumn('keywordId', int64(db), (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('relevance', 'integer')
    .addColumn('written', 'text')
    .addPrimaryKeyConstraint('assetKeyword_pk', ['assetId', 'keywordId'])
    .modifyEnd(inOrderOfKey)
    .execute()
  await sql`insert into "assetKeywordByAsset" ("assetId", "keywordId", position, relevance, written)
    select "assetId", "keywordId", position, relevance, written from "assetKeyword"
    order by "assetId", "keywordId"`.execute(db)
  await db.schema.dropTable('assetKeyword').execute()
  await db.schema.alterTable('assetKeywordByAsset').renameTo('assetKeyword').execute()
}
