import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** Recalls of assets, the customers concerned, and how they learnt of them; and the country that a change feed is for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('recall')
    .addColumn('id', int64(db), autoIncrementKey(db))
    .addColumn('assetId', int64(db), (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .execute()
  await db.schema.createIndex('recall_asset').on('recall').column('assetId').execute()
  await db.schema
    .createTable('recallCustomer')
    .addColumn('recallId', int64(db), (c) => c.notNull().references('recall.id'))
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('acknowledgedMs', int64(db))
    .addColumn('clientId', 'text', (c) => c.references('client.id'))
    .addColumn('userId', 'text', (c) => c.references('user.id'))
    .addColumn('note', 'text')
    .addPrimaryKeyConstraint('recallCustomer_pk', ['customerId', 'recallId'])
    .execute()
  await db.schema
    .createTable('recallNotice')
    .addColumn('recallId', int64(db), (c) => c.notNull().references('recall.id'))
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('recallNotice_pk', ['recallId', 'customerId', 'clientId', 'way'])
    .execute()
  await db.schema.alterTable('changeFeed').addColumn('country', 'text').execute()
}
