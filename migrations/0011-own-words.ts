import type { Kysely } from 'kysely'

/** Names and keywords as each source writes them, and the inventory number of what a picture shows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('assetKeyword').addColumn('written', 'text').execute()
  for (const name of ['artistWritten', 'inventoryNumber'])
    await db.schema.alterTable('asset').addColumn(name, 'text').execute()
}
