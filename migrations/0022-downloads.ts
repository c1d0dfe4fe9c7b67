import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** Downloads, each with what it was charged, and how much of each product was used. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await downloads(db)
  await db.schema
    .createTable('idempotencyKey')
    .addColumn('downloader', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('requestHash', 'text', (c) => c.notNull())
    .addColumn('downloadId', 'text', (c) => c.notNull().references('download.id'))
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotencyKey_pk', ['downloader', 'key'])
    .execute()
  await db.schema.createIndex('idempotencyKey_at').on('idempotencyKey').column('atMs').execute()
  await db.schema
    .createTable('productUse')
    .addColumn('productId', int64(db), (c) => c.notNull().references('product.id'))
    .addColumn('dayMs', int64(db), (c) => c.notNull())
    .addColumn('pool', 'text', (c) => c.notNull())
    .addColumn('used', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('productUse_pk', ['productId', 'dayMs', 'pool'])
    .execute()
}

async function downloads(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('download')
    .addColumn('seq', int64(db), autoIncrementKey(db))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('userId', 'text', (c) => c.references('user.id'))
    .addColumn('downloader', 'text', (c) => c.notNull())
    .addColumn('assetId', int64(db), (c) => c.notNull())
    .addColumn('assetType', 'text', (c) => c.notNull())
    .addColumn('licenseModel', 'text')
    .addColumn('agreementId', int64(db), (c) => c.notNull().references('agreement.id'))
    .addColumn('agreementVersion', 'integer', (c) => c.notNull())
    .addColumn('productId', int64(db), (c) => c.notNull().references('product.id'))
    .addColumn('sizeName', 'text', (c) => c.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('dpi', 'integer')
    .addColumn('fileType', 'text', (c) => c.notNull())
    .addColumn('blob', 'text', (c) => c.notNull())
    .addColumn('bytes', int64(db), (c) => c.notNull())
    .addColumn('originalBlob', 'text', (c) => c.notNull())
    .addColumn('rasterHash', 'text', (c) => c.notNull())
    .addColumn('credits', int64(db), (c) => c.notNull())
    .addColumn('isOfTeam', 'integer', (c) => c.notNull())
    .addColumn('isOverage', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('notes', 'text')
    .addColumn('projectCode', 'text')
    .addColumn('receipt', 'text', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('download_repeat')
    .on('download')
    .columns(['downloader', 'assetId', 'atMs'])
    .execute()
  await db.schema.createIndex('download_customer').on('download').columns(['customerId', 'atMs']).execute()
  await db.schema.createIndex('download_user').on('download').columns(['userId', 'atMs']).execute()
  await db.schema.createIndex('download_asset').on('download').columns(['assetId', 'customerId']).execute()
}
