import type { Kysely } from 'kysely'

/** Names and keywords as spelled in each file or manifest, and inventory numbers of the objects shown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('assetKeyword').addColumn('written', 'text').execute()
  for (const name of ['artistWritten', 'inventoryNumber'])
    await db.schema.alterTable('asset').addColumn(name, 'text').execute()
}
