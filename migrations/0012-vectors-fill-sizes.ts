import { type Kysely, sql } from 'kysely'

/**
 * Deletes the renditions of vectors and of the card, which are now drawn at the full size of each display size; they
 * are made again on demand. Their blobs stay in the blob store unused.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from rendition where "rasterHash" = 'card'
    or "rasterHash" in (select "rasterHash" from master where "fileType" = 'svg')`.execute(db)
}
