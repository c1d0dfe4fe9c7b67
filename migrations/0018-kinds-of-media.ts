import type { Kysely } from 'kysely'

/** Says of each asset whether it is an image or a video. There were images alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('asset')
    .addColumn('mediaKind', 'text', (column) => column.notNull().defaultTo('image'))
    .execute()
}
