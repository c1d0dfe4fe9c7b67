import type { Kysely } from 'kysely'
import { autoIncrementKey, bytes, int64 } from '../src/db/columns.ts'

/** Folders that workers ingest: their files, divided into batches, and what becomes of each file. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ingestRun')
    .addColumn('id', int64(db), autoIncrementKey(db))
    .addColumn('sourceId', int64(db), (c) => c.notNull().unique().references('source.id'))
    .addColumn('inPlace', 'integer', (c) => c.notNull())
    .addColumn('again', 'integer', (c) => c.notNull())
    .addColumn('mapping', 'text', (c) => c.notNull())
    .addColumn('mark', 'text', (c) => c.notNull())
    .addColumn('recordedSeq', int64(db), (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('ingestBatch')
    .addColumn('runId', int64(db), (c) => c.notNull())
    .addColumn('firstSeq', int64(db), (c) => c.notNull())
    .addColumn('lastSeq', int64(db), (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('leasedBy', 'text')
    .addColumn('leasedUntilMs', int64(db))
    .addPrimaryKeyConstraint('ingestBatch_pk', ['runId', 'firstSeq'])
    .execute()
  await db.schema
    .createTable('ingestFile')
    .addColumn('runId', int64(db), (c) => c.notNull())
    .addColumn('seq', int64(db), (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull())
    .addColumn('target', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('prepared', bytes(db))
    .addColumn('outcome', 'text')
    .addPrimaryKeyConstraint('ingestFile_pk', ['runId', 'seq'])
    .addUniqueConstraint('ingestFile_path', ['runId', 'path'])
    .execute()
}
