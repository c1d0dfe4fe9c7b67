import type { Kysely } from 'kysely'

const TEXTS = [
  'accessRestriction',
  'contributorName',
  'entities',
  'istockLicenses',
  'links',
  // Of videos.
  'bitDepth',
  'broadcastVideoStandard',
  'compression',
  'istockSubCollection',
]
const FLAGS = ['callForImage', 'isAiEditable', 'isIstockExclusive', 'isInterlaced']

/** More of what records state: how an asset is offered, what it refers to, and how a video is coded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of TEXTS) await db.schema.alterTable('asset').addColumn(name, 'text').execute()
  for (const name of FLAGS) await db.schema.alterTable('asset').addColumn(name, 'integer').execute()
}
