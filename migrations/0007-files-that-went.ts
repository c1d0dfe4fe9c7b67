import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/**
 * Files that an ingest must skip because they were purged, and assets that were withdrawn because a file was missing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('purgedFile')
    .addColumn('sha256', 'text', (column) => column.primaryKey())
    .addColumn('bytes', int64(db), (column) => column.notNull())
    .addColumn('purgedMs', int64(db), (column) => column.notNull())
    .execute()
  await db.schema.alterTable('sourceFile').addColumn('withdrawnMs', int64(db)).execute()
}
