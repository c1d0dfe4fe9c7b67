import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/** Revision numbers of data that processes keep in memory: see src/db/revisions.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('revision')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', int64(db), (column) => column.notNull())
    .execute()
}
