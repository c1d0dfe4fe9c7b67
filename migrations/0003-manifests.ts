import type { Kysely } from 'kysely'
import { countingKey, wide } from '../src/db/columns.ts'

/** What manifests said of records, as far as it is needed when they, or the files that they name, come again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('externalId').addColumn('said', 'text').execute()
  await db.schema
    .createTable('mapping')
    .addColumn('id', 'integer', countingKey(db))
    .addColumn('text', 'text', (c) => c.notNull().unique())
    .execute()
  await db.schema
    .createTable('manifestFile')
    .addColumn('path', 'text', (c) => c.primaryKey())
    .addColumn('assetId', wide(db), (c) => c.notNull().references('asset.id').onDelete('cascade'))
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('said', 'text', (c) => c.notNull())
    .addColumn('record', 'text', (c) => c.notNull())
    .addColumn('mappingId', 'integer', (c) => c.notNull().references('mapping.id'))
    .execute()
  await db.schema.createIndex('manifestFile_asset').on('manifestFile').column('assetId').execute()
}
