import type { Kysely } from 'kysely'
import { int64 } from '../src/db/columns.ts'

/** When the file of a download was ready that had yet to be made: a repeat is free from then on, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('download').addColumn('readyMs', int64(db)).execute()
}
