import { type Kysely, sql } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** Assets with their artists, collections, keywords, files and renditions; the change log; API clients. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await catalogue(db)
  await files(db)
  await db.schema
    .createTable('client')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('keyPrefix', 'text', (c) => c.notNull())
    .addColumn('keyHash', 'text', (c) => c.notNull().unique())
    .addColumn('qps', int64(db))
    .addColumn('gallery', 'integer', (c) => c.notNull())
    .addColumn('createdMs', int64(db), (c) => c.notNull())
    .addColumn('expiresMs', int64(db))
    .addColumn('revokedMs', int64(db))
    .addColumn('lastUsedMs', int64(db))
    .execute()
  await db.schema
    .createTable('secret')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
}

async function catalogue(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('counter')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', int64(db), (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('artist')
    .addColumn('id', int64(db), (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('folded', 'text', (c) => c.notNull().unique())
    .execute()
  await db.schema
    .createTable('editorialSource')
    .addColumn('id', int64(db), (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .execute()
  await db.schema
    .createTable('collection')
    .addColumn('id', int64(db), (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull().unique())
    .execute()
  await db.schema
    .createTable('keyword')
    .addColumn('id', int64(db), (c) => c.primaryKey())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('code', 'text')
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('folded', 'text', (c) => c.notNull())
    .addUniqueConstraint('keyword_type_folded', ['type', 'folded'])
    .execute()
  await asset(db)
  await db.schema
    .createTable('assetKeyword')
    .addColumn('assetId', int64(db), (c) => c.notNull().references('asset.id'))
    .addColumn('keywordId', int64(db), (c) => c.notNull().references('keyword.id'))
    .addColumn('position', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('assetKeyword_pk', ['assetId', 'keywordId'])
    .execute()
  await db.schema
    .createTable('change')
    .addColumn('seq', int64(db), autoIncrementKey(db))
    .addColumn('assetId', int64(db), (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .execute()
}

async function asset(db: Kysely<unknown>): Promise<void> {
  const required = [
    'family',
    'title',
    'licenseModel',
    'graphicalStyle',
    'colorType',
    'fileType',
    'blob',
    'rasterHash',
  ]
  const optional = [
    'caption',
    'objectName',
    'artistTitle',
    'creditLine',
    'copyright',
    'usageTerms',
    'webStatement',
    'releaseInfo',
    'city',
    'provinceState',
    'countryName',
    'countryCode',
    'dateCreated',
    'series',
  ]
  let table = db.schema
    .createTable('asset')
    .addColumn('id', int64(db), (c) => c.primaryKey())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('artistId', int64(db), (c) => c.references('artist.id'))
    .addColumn('editorialSourceId', int64(db), (c) => c.references('editorialSource.id'))
    .addColumn('collectionId', int64(db), (c) => c.notNull().references('collection.id'))
    .addColumn('dateCreatedMs', int64(db))
    .addColumn('dateCameraShotMs', int64(db))
    .addColumn('dateSubmittedMs', int64(db), (c) => c.notNull())
    .addColumn('qualityRank', 'integer', (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('bytes', int64(db), (c) => c.notNull())
  for (const name of required) table = table.addColumn(name, 'text', (c) => c.notNull()) as typeof table
  for (const name of optional) table = table.addColumn(name, 'text') as typeof table
  await table.execute()
  await db.schema.createIndex('asset_blob').on('asset').column('blob').execute()
  await db.schema.createIndex('asset_artist').on('asset').column('artistId').execute()
  await db.schema.createIndex('asset_collection').on('asset').column('collectionId').execute()
}

async function files(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('source')
    .addColumn('id', int64(db), (c) => c.primaryKey())
    .addColumn('path', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('sourceFile')
    .addColumn('sourceId', int64(db), (c) => c.notNull().references('source.id'))
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('assetId', int64(db), (c) => c.notNull().references('asset.id'))
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('bytes', int64(db), (c) => c.notNull())
    .addColumn('modifiedMs', 'double precision', (c) => c.notNull())
    .addColumn('documentId', 'text')
    .addPrimaryKeyConstraint('sourceFile_pk', ['sourceId', 'path'])
    .execute()
  for (const column of ['assetId', 'sha256', 'documentId']) {
    await db.schema.createIndex(`sourceFile_${column}`).on('sourceFile').column(column).execute()
  }
  await db.schema
    .createTable('rendition')
    .addColumn('rasterHash', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('watermarked', 'integer', (c) => c.notNull())
    .addColumn('blob', 'text', (c) => c.notNull())
    .addColumn('mediaType', 'text', (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('bytes', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('rendition_pk', ['rasterHash', 'name', 'watermarked'])
    .execute()
  await sql`create index change_asset on change ("assetId")`.execute(db)
}
