import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** Orders of customers with their assets, and extended licences that were paid with credits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('customerOrder')
    .addColumn('seq', int64(db), autoIncrementKey(db))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('recordHash', 'text', (c) => c.notNull())
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('userId', 'text', (c) => c.references('user.id'))
    .addColumn('orderedMs', int64(db), (c) => c.notNull())
    .addColumn('invoiceNumber', 'text')
    .addColumn('endClient', 'text')
    .addColumn('licenseeName', 'text')
    .addColumn('orderedBy', 'text')
    .addColumn('projectTitle', 'text')
    .addColumn('purchaseOrderNumber', 'text')
    .addColumn('licenseModel', 'text')
    .addColumn('sizeName', 'text')
    .addUniqueConstraint('customerOrder_id', ['source', 'id'])
    .execute()
  await db.schema
    .createIndex('customerOrder_customer')
    .on('customerOrder')
    .columns(['customerId', 'orderedMs'])
    .execute()
  await db.schema
    .createTable('orderedAsset')
    .addColumn('orderSeq', int64(db), (c) => c.notNull().references('customerOrder.seq'))
    .addColumn('position', int64(db), (c) => c.notNull())
    .addColumn('assetId', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('orderedAsset_pk', ['orderSeq', 'position'])
    .execute()
  await db.schema
    .createTable('extendedLicense')
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('assetId', int64(db), (c) => c.notNull())
    .addColumn('license', 'text', (c) => c.notNull())
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id'))
    .addColumn('productId', int64(db), (c) => c.notNull().references('product.id'))
    .addColumn('credits', int64(db), (c) => c.notNull())
    .addColumn('isOfTeam', 'integer', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('extendedLicense_pk', ['customerId', 'assetId', 'license'])
    .execute()
}
