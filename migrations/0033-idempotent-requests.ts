import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

type Former = { downloader: string; key: string; requestHash: string; downloadId: string; atMs: number }
type Request = Omit<Former, 'downloader'> & { sender: string }

/** Keys of requests other than downloads, too: extended licences are bought once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotentRequest')
    .addColumn('sender', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('requestHash', 'text', (c) => c.notNull())
    .addColumn('downloadId', 'text', (c) => c.references('download.id'))
    .addColumn('licenseCredits', int64(db))
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('idempotentRequest_pk', ['sender', 'key'])
    .execute()
  await db.schema.createIndex('idempotentRequest_at').on('idempotentRequest').column('atMs').execute()
  const records = db.withTables<{ idempotencyKey: Former; idempotentRequest: Request }>()
  await records
    .insertInto('idempotentRequest')
    .columns(['sender', 'key', 'requestHash', 'downloadId', 'atMs'])
    .expression(
      records.selectFrom('idempotencyKey').select(['downloader', 'key', 'requestHash', 'downloadId', 'atMs']),
    )
    .execute()
  await db.schema.dropTable('idempotencyKey').execute()
}
