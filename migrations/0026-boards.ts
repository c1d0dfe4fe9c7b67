import type { Kysely } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** Boards with their assets and comments, and with whom they are shared. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('board')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('ownerId', 'text', (c) => c.notNull().references('user.id'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('foldedName', 'text', (c) => c.notNull())
    .addColumn('description', 'text')
    .addColumn('assetCount', int64(db), (c) => c.notNull())
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .addColumn('updatedMs', int64(db), (c) => c.notNull())
    .execute()
  await db.schema.createIndex('board_owner').on('board').column('ownerId').execute()
  await createSharing(db)
  await db.schema
    .createTable('boardAsset')
    .addColumn('boardId', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
    .addColumn('assetId', int64(db), (c) => c.notNull().references('asset.id'))
    .addColumn('position', int64(db), (c) => c.notNull())
    .addColumn('addedMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('boardAsset_pk', ['boardId', 'assetId'])
    .execute()
  await db.schema
    .createIndex('boardAsset_position')
    .on('boardAsset')
    .columns(['boardId', 'position', 'assetId'])
    .execute()
  await db.schema.createIndex('boardAsset_asset').on('boardAsset').column('assetId').execute()
  await db.schema
    .createTable('boardComment')
    .addColumn('seq', int64(db), autoIncrementKey(db))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('boardId', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
    .addColumn('assetId', int64(db))
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id'))
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .execute()
  await db.schema
    .createIndex('boardComment_board')
    .on('boardComment')
    .columns(['boardId', 'assetId'])
    .execute()
}

async function createSharing(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('boardMember')
    .addColumn('boardId', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
    .addColumn('userId', 'text', (c) => c.notNull().references('user.id'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('joinedMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('boardMember_pk', ['boardId', 'userId'])
    .execute()
  await db.schema.createIndex('boardMember_user').on('boardMember').column('userId').execute()
  await db.schema
    .createTable('boardInvitation')
    .addColumn('boardId', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
    .addColumn('foldedName', 'text', (c) => c.notNull())
    .addColumn('username', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('invitedBy', 'text', (c) => c.notNull().references('user.id'))
    .addColumn('invitedMs', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('boardInvitation_pk', ['boardId', 'foldedName'])
    .execute()
  await db.schema.createIndex('boardInvitation_name').on('boardInvitation').column('foldedName').execute()
  await db.schema
    .createTable('boardShare')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('boardId', 'text', (c) => c.notNull().references('board.id').onDelete('cascade'))
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('isPublic', 'integer', (c) => c.notNull())
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .execute()
  await db.schema.createIndex('boardShare_board').on('boardShare').column('boardId').execute()
}
