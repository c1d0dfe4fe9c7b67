import { type Kysely, sql } from 'kysely'
import { int64 } from '../src/db/columns.ts'

const TEXTS = [
  'clipLength',
  'aspectRatio',
  'editorialVideoType',
  'masteredTo',
  'originallyShotOn',
  'shotSpeed',
]
const KNOWN_OF_ALL = ['assetId', 'blob', 'bytes', 'fileType', 'inPlace']
const DECODED = ['width', 'height', 'colorType', 'rasterHash', 'palette']

/** What records say about videos, and files that are kept without having been decoded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of TEXTS) await db.schema.alterTable('asset').addColumn(name, 'text').execute()
  for (const name of ['frameWidth', 'frameHeight'])
    await db.schema.alterTable('asset').addColumn(name, 'integer').execute()
  await db.schema.alterTable('asset').addColumn('frameRate', 'double precision').execute()
  await allowUndecodedMasters(db)
}

/** SQLite cannot drop "not null" from a column, so the table is made again. */
async function allowUndecodedMasters(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('newMaster')
    .addColumn('assetId', int64(db), (c) => c.primaryKey().references('asset.id'))
    .addColumn('blob', 'text', (c) => c.notNull())
    .addColumn('bytes', int64(db), (c) => c.notNull())
    .addColumn('width', 'integer')
    .addColumn('height', 'integer')
    .addColumn('fileType', 'text', (c) => c.notNull())
    .addColumn('colorType', 'text')
    .addColumn('rasterHash', 'text')
    .addColumn('palette', 'text')
    .addColumn('inPlace', 'text')
    .execute()
  const columns = sql.join([...KNOWN_OF_ALL, ...DECODED].map((name) => sql.ref(name)))
  await sql`insert into "newMaster" (${columns}) select ${columns} from master`.execute(db)
  await db.schema.dropTable('master').execute()
  await db.schema.alterTable('newMaster').renameTo('master').execute()
  await db.schema.createIndex('master_blob').on('master').column('blob').execute()
  await db.schema.createIndex('master_rasterHash').on('master').column('rasterHash').execute()
}
