import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/** Pictures that API clients uploaded for searches by image; their bytes are in a store of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('upload')
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('blob', 'text', (c) => c.notNull())
    .addColumn('bytes', int64(db), (c) => c.notNull())
    .addColumn('mediaType', 'text', (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('expiresMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('upload_pk', ['clientId', 'name'])
    .execute()
  await db.schema.createIndex('upload_expires').on('upload').column('expiresMs').execute()
  await db.schema.createIndex('upload_blob').on('upload').column('blob').execute()
}
