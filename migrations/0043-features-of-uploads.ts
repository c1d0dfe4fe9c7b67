import type { Kysely } from 'kysely'
import { bytes } from '../src/db/columns.ts'

/** What an upload is compared by; null for uploads of an earlier version, which expire within a day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('upload').addColumn('perceptualHash', 'text').execute()
  await db.schema.alterTable('upload').addColumn('miniature', bytes(db)).execute()
  await db.schema.alterTable('upload').addColumn('descriptor', bytes(db)).execute()
}
