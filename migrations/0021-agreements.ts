import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** What customers agreed on with the owner of the library: products and their terms. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('agreement')
    .addColumn('id', int64(db), autoIncrementKey(db))
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('startsMs', int64(db), (c) => c.notNull())
    .addColumn('endsMs', int64(db))
    .addUniqueConstraint('agreement_customer_name', ['customerId', 'name'])
    .execute()
  await db.schema
    .createTable('agreementVersion')
    .addColumn('agreementId', int64(db), (c) => c.notNull().references('agreement.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .addColumn('terms', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('agreementVersion_pk', ['agreementId', 'version'])
    .execute()
  await db.schema
    .createTable('product')
    .addColumn('id', int64(db), autoIncrementKey(db))
    .addColumn('agreementId', int64(db), (c) => c.notNull().references('agreement.id'))
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('terms', 'text', (c) => c.notNull())
    .addColumn('endedMs', int64(db))
    .execute()
  await db.schema.createIndex('product_agreement').on('product').column('agreementId').execute()
}
