import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/** What one of several processes does at a time, by whoever has its lease. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('lease')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('untilMs', int64(db), (c) => c.notNull())
    .execute()
}
