import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/** Uploads that are being received, so that their bytes are found again if the server is killed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('unfinishedUpload')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('blob', 'text', (c) => c.notNull())
    .addColumn('startedMs', int64(db), (c) => c.notNull())
    .execute()
  await db.schema.createIndex('unfinishedUpload_blob').on('unfinishedUpload').column('blob').execute()
}
