import type { Kysely } from 'kysely'
import { wide } from '../src/db/columns.ts'

/** Counts the changes of what processes keep a copy of: see src/db/revisions.ts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('revision')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', wide(db), (column) => column.notNull())
    .execute()
}
