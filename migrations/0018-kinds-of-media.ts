import type { Kysely } from 'kysely'

/** Whether an asset is an image or a video. Until now all were images. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('asset')
    .addColumn('mediaKind', 'text', (column) => column.notNull().defaultTo('image'))
    .execute()
}
