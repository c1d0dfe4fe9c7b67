import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/** How many requests each client sent on a day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('clientUse')
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('dayMs', int64(db), (c) => c.notNull())
    .addColumn('requests', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('clientUse_pk', ['clientId', 'dayMs'])
    .execute()
}
