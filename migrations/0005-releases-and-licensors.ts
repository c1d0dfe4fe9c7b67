import type { Kysely } from 'kysely'

/** PLUS and IPTC Extension fields about rights that the contract has no member for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ['licensors', 'copyrightOwners', 'releases'])
    await db.schema.alterTable('asset').addColumn(name, 'text').execute()
}
