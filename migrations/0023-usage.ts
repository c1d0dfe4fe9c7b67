import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** Uses of assets, as customers report them in batches. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('usageBatch')
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('userId', 'text', (c) => c.references('user.id'))
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('usageBatch_pk', ['customerId', 'id'])
    .execute()
  await db.schema
    .createTable('assetUsage')
    .addColumn('seq', int64(db), autoIncrementKey(db))
    .addColumn('customerId', 'text', (c) => c.notNull())
    .addColumn('batchId', 'text', (c) => c.notNull())
    .addColumn('assetId', int64(db), (c) => c.notNull())
    .addColumn('quantity', int64(db), (c) => c.notNull())
    .addColumn('usedMs', int64(db), (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('assetUsage_customer')
    .on('assetUsage')
    .columns(['customerId', 'usedMs'])
    .execute()
}
