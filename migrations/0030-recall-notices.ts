import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/** Customers learn of recalls by webhooks too, so that a notice is by a client or by an endpoint. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('recallNotice').renameTo('oldRecallNotice').execute()
  await db.schema
    .createTable('recallNotice')
    .addColumn('recallId', int64(db), (c) => c.notNull().references('recall.id'))
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('way', 'text', (c) => c.notNull())
    .addColumn('receiver', 'text', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('recallNotice_receiver', ['recallId', 'customerId', 'way', 'receiver'])
    .execute()
  await (db as Kysely<Record<string, Record<string, unknown>>>)
    .insertInto('recallNotice')
    .columns(['recallId', 'customerId', 'way', 'receiver', 'atMs'])
    .expression((eb) =>
      eb.selectFrom('oldRecallNotice').select(['recallId', 'customerId', 'way', 'clientId', 'atMs']),
    )
    .execute()
  await db.schema.dropTable('oldRecallNotice').execute()
}
