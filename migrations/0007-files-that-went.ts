import type { Kysely } from 'kysely'
import { wide } from '../src/db/columns.ts'

/** Which files must not come back by themselves, and which assets were withdrawn because their files went. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('purgedFile')
    .addColumn('sha256', 'text', (column) => column.primaryKey())
    .addColumn('bytes', wide(db), (column) => column.notNull())
    .addColumn('purgedMs', wide(db), (column) => column.notNull())
    .execute()
  await db.schema.alterTable('sourceFile').addColumn('withdrawnMs', wide(db)).execute()
}
