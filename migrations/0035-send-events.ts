import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** Assets that were sent to e-mail addresses, as manifests state it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sendEvent')
    .addColumn('seq', int64(db), autoIncrementKey(db))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('recordHash', 'text', (c) => c.notNull())
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('assetId', int64(db), (c) => c.notNull())
    .addColumn('emailAddress', 'text', (c) => c.notNull())
    .addColumn('sentMs', int64(db), (c) => c.notNull())
    .addUniqueConstraint('sendEvent_id', ['source', 'id'])
    .execute()
  await db.schema
    .createIndex('sendEvent_customer')
    .on('sendEvent')
    .columns(['customerId', 'sentMs', 'seq'])
    .execute()
}
