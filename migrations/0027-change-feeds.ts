import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** How far each API client has read each change channel, and what it has been told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('changeFeed')
    .addColumn('id', int64(db), autoIncrementKey(db))
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('seq', int64(db), (c) => c.notNull())
    .addColumn('clockMs', int64(db), (c) => c.notNull())
    .addColumn('clockAssetId', int64(db), (c) => c.notNull())
    .addUniqueConstraint('changeFeed_client_channel', ['clientId', 'channel'])
    .execute()
  await db.schema
    .createTable('changeSet')
    .addColumn('id', int64(db), autoIncrementKey(db))
    .addColumn('feedId', int64(db), (c) => c.notNull().unique().references('changeFeed.id'))
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .addColumn('seq', int64(db), (c) => c.notNull())
    .addColumn('clockMs', int64(db), (c) => c.notNull())
    .addColumn('clockAssetId', int64(db), (c) => c.notNull())
    .addColumn('changes', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('announcedAsset')
    .addColumn('feedId', int64(db), (c) => c.notNull().references('changeFeed.id'))
    .addColumn('assetId', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('announcedAsset_pk', ['feedId', 'assetId'])
    .execute()
}
