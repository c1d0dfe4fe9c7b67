import { type Kysely, SqliteAdapter } from 'kysely'

/** 64 bits, as in 0001. */
const wide = (db: Kysely<unknown>): 'integer' | 'bigint' =>
  db.getExecutor().adapter instanceof SqliteAdapter ? 'integer' : 'bigint'

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
