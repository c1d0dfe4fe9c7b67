import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** The records of manifests, which are compared when they are ingested again and read with the files that they name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('externalId').addColumn('said', 'text').execute()
  await db.schema
    .createTable('mapping')
    .addColumn('id', int64(db), autoIncrementKey(db))
    .addColumn('text', 'text', (c) => c.notNull().unique())
    .execute()
  await db.schema
    .createTable('manifestFile')
    .addColumn('path', 'text', (c) => c.primaryKey())
    .addColumn('assetId', int64(db), (c) => c.notNull().references('asset.id').onDelete('cascade'))
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('said', 'text', (c) => c.notNull())
    .addColumn('record', 'text', (c) => c.notNull())
    .addColumn('mappingId', int64(db), (c) => c.notNull().references('mapping.id'))
    .execute()
  await db.schema.createIndex('manifestFile_asset').on('manifestFile').column('assetId').execute()
}
