import type { Kysely } from 'kysely'

/** What the PLUS and IPTC Extension fields of a file say of rights besides what the contract answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ['licensors', 'copyrightOwners', 'releases'])
    await db.schema.alterTable('asset').addColumn(name, 'text').execute()
}
