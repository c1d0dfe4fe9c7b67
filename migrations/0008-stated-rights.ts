import { type Kysely, sql } from 'kysely'

type Stated = { readonly licenseModel: string | null; readonly isEmbeddable: number | null }
type Row = {
  id: number
  licenseModel: string
  isEmbeddable: number
  edits: string | null
  record: string | null
}

const ROWS_AT_ONCE = 1000

/**
 * Sets licence model and embedding to null unless they are known to have been stated. Until now a record without them
 * was stored as royalty-free and embeddable. Values that must have been stated stay: any other value, the owner's
 * edits, those of a manifest's record, and those of the demo library. The next ingest of a manifest reads every record
 * again, which restores what the manifest or its mapping states.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('asset').addColumn('statedModel', 'text').execute()
  await db.schema.alterTable('asset').addColumn('statedEmbeddable', 'integer').execute()
  for (let after = 0; ; ) {
    const { rows } = await sql<Row>`
      select id, "licenseModel", "isEmbeddable", edits,
        (select max(record) from "manifestFile" where "assetId" = asset.id) as record
      from asset where id > ${after} order by id limit ${ROWS_AT_ONCE}`.execute(db)
    for (const row of rows) await keepStated(db, row)
    if (rows.length < ROWS_AT_ONCE) break
    after = rows.at(-1)!.id
  }
  await keepDemo(db)
  await sql`update "externalId" set said = null where kind = 'asset'`.execute(db)
  await sql`update "manifestFile" set said = ''`.execute(db)
  for (const [stated, name] of [
    ['statedModel', 'licenseModel'],
    ['statedEmbeddable', 'isEmbeddable'],
  ] as const) {
    await db.schema.alterTable('asset').dropColumn(name).execute()
    await db.schema.alterTable('asset').renameColumn(stated, name).execute()
  }
}

async function keepStated(db: Kysely<unknown>, row: Row): Promise<void> {
  const { licenseModel, isEmbeddable } = statedOf(row)
  if (licenseModel === null && isEmbeddable === null) return
  await sql`update asset set "statedModel" = ${licenseModel}, "statedEmbeddable" = ${isEmbeddable}
    where id = ${row.id}`.execute(db)
}

function statedOf({ licenseModel, isEmbeddable, edits, record }: Row): Stated {
  const edited = parsed(edits)
  const ofRecord = parsed(record)
  const statesModel = 'licenseModel' in edited || isStated(ofRecord.license_model)
  const statesEmbeddable = 'isEmbeddable' in edited || isStated(ofRecord.embeddable)
  return {
    licenseModel: licenseModel !== 'royaltyfree' || statesModel ? licenseModel : null,
    isEmbeddable: isEmbeddable !== 1 || statesEmbeddable ? isEmbeddable : null,
  }
}

const parsed = (json: string | null): Record<string, unknown> => (json === null ? {} : JSON.parse(json))

const isStated = (value: unknown) => value !== undefined && value !== null && String(value).trim() !== ''

/** Keeps the values of the demo library, whose pictures the program draws and offers royalty-free and for embedding. */
async function keepDemo(db: Kysely<unknown>): Promise<void> {
  await sql`update asset set "statedModel" = "licenseModel", "statedEmbeddable" = "isEmbeddable"
    where "usageTerms" = 'Drawn by the program for demonstration. Free to use for any purpose (CC0 1.0).'
    and id in (select "assetId" from "sourceFile" join source on source.id = "sourceId"
      where source.name = 'Vitrine demo')`.execute(db)
}
