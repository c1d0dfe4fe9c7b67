import { type CreateTableBuilder, type Kysely, sql } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'

/** Columns that describe the file, which move to a table of their own because an asset may have no file. */
const FILE_COLUMNS = ['width', 'height', 'bytes', 'colorType', 'fileType', 'blob', 'rasterHash'] as const

/**
 * A table of masters, texts in several languages, a vocabulary, events, withdrawal, embargo and expiry of assets,
 * abilities of keys, and a change log that covers events too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await masters(db)
  await assets(db)
  await vocabulary(db)
  await events(db)
  await changeLog(db)
  await db.schema
    .alterTable('client')
    .addColumn('abilities', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute()
  await db.schema.alterTable('client').addColumn('country', 'text').execute()
}

async function masters(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('master')
    .addColumn('assetId', int64(db), (c) => c.primaryKey().references('asset.id'))
    .addColumn('blob', 'text', (c) => c.notNull())
    .addColumn('bytes', int64(db), (c) => c.notNull())
    .addColumn('width', 'integer', (c) => c.notNull())
    .addColumn('height', 'integer', (c) => c.notNull())
    .addColumn('fileType', 'text', (c) => c.notNull())
    .addColumn('colorType', 'text', (c) => c.notNull())
    .addColumn('rasterHash', 'text', (c) => c.notNull())
    .addColumn('palette', 'text', (c) => c.notNull())
    .addColumn('inPlace', 'text')
    .execute()
  const columns = sql.join(FILE_COLUMNS.map((name) => sql.ref(name)))
  await sql`insert into master ("assetId", palette, ${columns}) select id, '[]', ${columns} from asset`.execute(
    db,
  )
  await db.schema.dropIndex('asset_blob').execute()
  for (const name of FILE_COLUMNS) await db.schema.alterTable('asset').dropColumn(name).execute()
  await db.schema.createIndex('master_blob').on('master').column('blob').execute()
  await db.schema.createIndex('master_rasterHash').on('master').column('rasterHash').execute()
  await db.schema
    .alterTable('rendition')
    .addColumn('usedMs', int64(db), (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('rendition_used').on('rendition').column('usedMs').execute()
}

async function assets(db: Kysely<unknown>): Promise<void> {
  const texts = ['language', 'altText', 'extendedDescription', 'digitalSourceType', 'dataMining', 'dateText']
  const more = ['physicalSize', 'era', 'usageRestrictions', 'territories', 'edits']
  for (const name of [...texts, ...more])
    await db.schema.alterTable('asset').addColumn(name, 'text').execute()
  for (const name of ['visibleFromMs', 'visibleUntilMs', 'withdrawnMs'])
    await db.schema.alterTable('asset').addColumn(name, int64(db)).execute()
  await db.schema
    .alterTable('asset')
    .addColumn('popularity', int64(db), (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('asset')
    .addColumn('isEmbeddable', 'integer', (c) => c.notNull().defaultTo(1))
    .execute()
  for (const column of ['visibleFromMs', 'visibleUntilMs', 'series'])
    await db.schema.createIndex(`asset_${column}`).on('asset').column(column).execute()
  await db.schema
    .createTable('assetText')
    .addColumn('assetId', int64(db), (c) => c.notNull().references('asset.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('caption', 'text')
    .addColumn('altText', 'text')
    .addColumn('extendedDescription', 'text')
    .addPrimaryKeyConstraint('assetText_pk', ['assetId', 'language'])
    .execute()
  await createAssetList(
    db,
    'assetSegment',
    (table) => table.addColumn('segment', 'text', (c) => c.notNull()),
    'segment',
  )
  for (const name of ['brand', 'family', 'licenseModel', 'territories'])
    await db.schema.alterTable('collection').addColumn(name, 'text').execute()
  await db.schema
    .createTable('externalId')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('id', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('externalId_pk', ['kind', 'source', 'value'])
    .execute()
  await db.schema.createIndex('externalId_id').on('externalId').columns(['kind', 'id']).execute()
}

async function vocabulary(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('assetKeyword').addColumn('relevance', 'integer').execute()
  await db.schema.createIndex('assetKeyword_keyword').on('assetKeyword').column('keywordId').execute()
  await db.schema
    .createTable('keywordLabel')
    .addColumn('keywordId', int64(db), (c) => c.notNull().references('keyword.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('folded', 'text', (c) => c.notNull())
    .addColumn('isPreferred', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('keywordLabel_pk', ['keywordId', 'language', 'folded'])
    .execute()
  await db.schema.createIndex('keywordLabel_folded').on('keywordLabel').column('folded').execute()
  await db.schema
    .createTable('keywordBroader')
    .addColumn('keywordId', int64(db), (c) => c.notNull().references('keyword.id'))
    .addColumn('broaderId', int64(db), (c) => c.notNull().references('keyword.id'))
    .addPrimaryKeyConstraint('keywordBroader_pk', ['keywordId', 'broaderId'])
    .execute()
  await db.schema.createIndex('keywordBroader_broader').on('keywordBroader').column('broaderId').execute()
}

async function events(db: Kysely<unknown>): Promise<void> {
  let table = db.schema
    .createTable('event')
    .addColumn('id', int64(db), (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('startMs', int64(db))
    .addColumn('parentId', int64(db), (c) => c.references('event.id'))
    .addColumn('heroAssetId', int64(db), (c) => c.references('asset.id'))
  for (const name of ['type', 'city', 'provinceState', 'countryName', 'countryCode', 'venue'])
    table = table.addColumn(name, 'text') as typeof table
  await table.execute()
  await db.schema.createIndex('event_parent').on('event').column('parentId').execute()
  await db.schema
    .createTable('eventText')
    .addColumn('eventId', int64(db), (c) => c.notNull().references('event.id'))
    .addColumn('language', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('eventText_pk', ['eventId', 'language'])
    .execute()
  await db.schema
    .createTable('eventSegment')
    .addColumn('eventId', int64(db), (c) => c.notNull().references('event.id'))
    .addColumn('segment', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('eventSegment_pk', ['eventId', 'segment'])
    .execute()
  await db.schema
    .createTable('eventKeyword')
    .addColumn('eventId', int64(db), (c) => c.notNull().references('event.id'))
    .addColumn('keywordId', int64(db), (c) => c.notNull().references('keyword.id'))
    .addColumn('position', int64(db), (c) => c.notNull())
    .addPrimaryKeyConstraint('eventKeyword_pk', ['eventId', 'keywordId'])
    .execute()
  await createAssetList(
    db,
    'assetEvent',
    (it) => it.addColumn('eventId', int64(db), (c) => c.notNull().references('event.id')),
    'eventId',
  )
  await db.schema.createIndex('assetEvent_event').on('assetEvent').column('eventId').execute()
}

/** Creates a table in which an asset can have any number of values. */
async function createAssetList<Table extends string>(
  db: Kysely<unknown>,
  name: Table,
  add: (table: CreateTableBuilder<Table, 'assetId'>) => CreateTableBuilder<Table, string>,
  other: string,
): Promise<void> {
  const table = db.schema
    .createTable(name)
    .addColumn('assetId', int64(db), (c) => c.notNull().references('asset.id'))
  await add(table).addPrimaryKeyConstraint(`${name}_pk`, ['assetId', other]).execute()
}

async function changeLog(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('newChange')
    .addColumn('seq', int64(db), autoIncrementKey(db))
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('subjectId', int64(db), (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .execute()
  await sql`insert into "newChange" (seq, subject, "subjectId", kind, "atMs")
    select seq, 'asset', "assetId", kind, "atMs" from change order by seq`.execute(db)
  await db.schema.dropTable('change').execute()
  await db.schema.alterTable('newChange').renameTo('change').execute()
  await db.schema.createIndex('change_subject').on('change').columns(['subject', 'subjectId']).execute()
}
