import { type Kysely, sql } from 'kysely'
import { autoIncrementKey, int64 } from '../src/db/columns.ts'
import { isSqlite } from '../src/db/dialect.ts'

const COLUMNS = (
  'seq id customerId clientId userId downloader assetId assetType licenseModel agreementId agreementVersion productId ' +
  'sizeName width height dpi fileType blob bytes originalBlob rasterHash credits isOfTeam isOverage source notes ' +
  'projectCode receipt atMs'
).split(' ')

/** Sizes of videos, which are made by jobs; downloads whose file has yet to be made, and charges that were given back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await transcodes(db)
  if (isSqlite(db)) await remakeDownloads(db)
  else
    for (const name of ['blob', 'bytes'])
      await db.schema
        .alterTable('download')
        .alterColumn(name, (column) => column.dropNotNull())
        .execute()
  await db.schema
    .createIndex('download_waiting')
    .on('download')
    .columns(['originalBlob', 'sizeName'])
    .where(sql.ref('blob'), 'is', null)
    .execute()
  await refunds(db)
}

async function transcodes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('transcode')
    .addColumn('seq', int64(db), autoIncrementKey(db))
    .addColumn('originalBlob', 'text', (c) => c.notNull())
    .addColumn('sizeName', 'text', (c) => c.notNull())
    .addColumn('isWanted', 'integer', (c) => c.notNull())
    .addColumn('dueMs', int64(db))
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('leasedBy', 'text')
    .addColumn('leasedUntilMs', int64(db))
    .addColumn('startedMs', int64(db))
    .addColumn('progress', 'double precision', (c) => c.notNull())
    .addColumn('failedMs', int64(db))
    .addColumn('error', 'text')
    .addColumn('blob', 'text')
    .addColumn('bytes', int64(db))
    .addColumn('usedMs', int64(db), (c) => c.notNull())
    .addUniqueConstraint('transcode_size', ['originalBlob', 'sizeName'])
    .execute()
  await db.schema.createIndex('transcode_due').on('transcode').column('dueMs').execute()
}

/** SQLite cannot drop "not null" from a column, so the table is made again. */
async function remakeDownloads(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('newDownload')
    .addColumn('seq', int64(db), autoIncrementKey(db))
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('customerId', 'text', (c) => c.notNull().references('customer.id'))
    .addColumn('clientId', 'text', (c) => c.notNull().references('client.id'))
    .addColumn('userId', 'text', (c) => c.references('user.id'))
    .addColumn('downloader', 'text', (c) => c.notNull())
    .addColumn('assetId', int64(db), (c) => c.notNull())
    .addColumn('assetType', 'text', (c) => c.notNull())
    .addColumn('licenseModel', 'text')
    .addColumn('agreementId', int64(db), (c) => c.notNull().references('agreement.id'))
    .addColumn('agreementVersion', 'integer', (c) => c.notNull())
    .addColumn('productId', int64(db), (c) => c.notNull().references('product.id'))
    .addColumn('sizeName', 'text', (c) => c.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('dpi', 'integer')
    .addColumn('fileType', 'text', (c) => c.notNull())
    .addColumn('blob', 'text')
    .addColumn('bytes', int64(db))
    .addColumn('originalBlob', 'text', (c) => c.notNull())
    .addColumn('rasterHash', 'text', (c) => c.notNull())
    .addColumn('credits', int64(db), (c) => c.notNull())
    .addColumn('isOfTeam', 'integer', (c) => c.notNull())
    .addColumn('isOverage', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('notes', 'text')
    .addColumn('projectCode', 'text')
    .addColumn('receipt', 'text', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .execute()
  const columns = sql.join(COLUMNS.map((name) => sql.ref(name)))
  await sql`insert into "newDownload" (${columns}) select ${columns} from download`.execute(db)
  await db.schema.dropTable('download').execute()
  await db.schema.alterTable('newDownload').renameTo('download').execute()
  for (const [name, indexed] of [
    ['repeat', ['downloader', 'assetId', 'atMs']],
    ['customer', ['customerId', 'atMs']],
    ['user', ['userId', 'atMs']],
    ['asset', ['assetId', 'customerId']],
  ] as const)
    await db.schema
      .createIndex(`download_${name}`)
      .on('download')
      .columns([...indexed])
      .execute()
}

const refunds = (db: Kysely<unknown>) =>
  db.schema
    .createTable('refund')
    .addColumn('downloadId', 'text', (c) => c.primaryKey().references('download.id'))
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('atMs', int64(db), (c) => c.notNull())
    .execute()
