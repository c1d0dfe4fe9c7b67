import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** Webhooks: endpoints, the messages for them with every attempt to deliver one, and what followers of assets know. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhookEndpoint')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('customerId', 'text', (c) => c.references('customer.id'))
    .addColumn('url', 'text', (c) => c.notNull())
    .addColumn('types', 'text', (c) => c.notNull())
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .addColumn('secretVersion', 'integer', (c) => c.notNull())
    .addColumn('formerSecretUntilMs', int64(db))
    .addColumn('failingSinceMs', int64(db))
    .addColumn('disabledMs', int64(db))
    .addColumn('disabledBecause', 'text')
    .execute()
  await db.schema
    .createIndex('webhookEndpoint_customer')
    .on('webhookEndpoint')
    .columns(['customerId'])
    .execute()
  await db.schema
    .createTable('webhookMessage')
    .addColumn('seq', 'integer', autoIncrementKey(db))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('endpointId', 'text', (c) => c.notNull().references('webhookEndpoint.id'))
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('payload', 'text', (c) => c.notNull())
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('dueMs', int64(db))
    .addColumn('leasedBy', 'text')
    .addColumn('leasedUntilMs', int64(db))
    .addColumn('deliveredMs', int64(db))
    .execute()
  await db.schema
    .createIndex('webhookMessage_due')
    .on('webhookMessage')
    .columns(['endpointId', 'dueMs'])
    .execute()
  await db.schema
    .createTable('webhookAttempt')
    .addColumn('seq', 'integer', autoIncrementKey(db))
    .addColumn('messageSeq', 'integer', (c) => c.notNull().references('webhookMessage.seq'))
    .addColumn('endpointId', 'text', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .addColumn('tookMs', 'integer', (c) => c.notNull())
    .addColumn('status', 'integer')
    .addColumn('error', 'text')
    .execute()
  await db.schema
    .createIndex('webhookAttempt_endpoint')
    .on('webhookAttempt')
    .columns(['endpointId', 'seq'])
    .execute()
  await db.schema.createIndex('webhookAttempt_message').on('webhookAttempt').columns(['messageSeq']).execute()
  await db.schema
    .createTable('webhookAsset')
    .addColumn('assetId', int64(db), (c) => c.primaryKey())
    .addColumn('withdrawnMs', int64(db))
    .addColumn('visibleFromMs', int64(db))
    .addColumn('visibleUntilMs', int64(db))
    .addColumn('territories', 'text')
    .addColumn('collectionTerritories', 'text')
    .addColumn('seenMs', int64(db), (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('announcedPosition')
    .addColumn('position', int64(db), (c) => c.notNull())
    .addColumn('seenMs', int64(db), (c) => c.notNull())
    .execute()
}
