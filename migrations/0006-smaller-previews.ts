import { type Kysely, sql } from 'kysely'

/**
 * Deletes previews with a side above 506 pixels, which is now the limit; they are made again on demand. Their blobs
 * stay in the blob store unused.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from rendition
    where (name = 'preview' or name like 'preview %') and (width > 506 or height > 506)`.execute(db)
}
