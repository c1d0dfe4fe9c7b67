import { type Kysely, sql } from 'kysely'

/**
 * Forgets the renditions of vectors and of the card, which are drawn at the full size of each step now; they are made
 * again on demand. Their bytes stay in the blob store, where nothing refers to them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from rendition where "rasterHash" = 'card'
    or "rasterHash" in (select "rasterHash" from master where "fileType" = 'svg')`.execute(db)
}
