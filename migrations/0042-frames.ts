import type { Kysely } from 'kysely'
import { autoIncrementKey, bytes, int64 } from '../src/db/columns.ts'

/** What pictures and the frames of videos are compared by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('frame')
    .addColumn('id', int64(db), autoIncrementKey(db))
    .addColumn('assetId', int64(db), (c) => c.notNull().references('asset.id'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('perceptualHash', 'text', (c) => c.notNull())
    .addColumn('miniature', bytes(db), (c) => c.notNull())
    .addColumn('thumbhash', bytes(db), (c) => c.notNull())
    .addUniqueConstraint('frame_of_asset', ['assetId', 'number'])
    .execute()
  await db.schema
    .createTable('frameVector')
    .addColumn('frameId', int64(db), (c) => c.notNull().references('frame.id'))
    .addColumn('embedder', 'text', (c) => c.notNull())
    .addColumn('vector', bytes(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('frame_vector_pk', ['frameId', 'embedder'])
    .execute()
}
