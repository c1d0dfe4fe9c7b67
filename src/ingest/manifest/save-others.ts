import { logChange } from '../../catalogue/changes.ts'
import { ensureCollection } from '../../catalogue/collections.ts'
import { saveEvent } from '../../catalogue/events.ts'
import type { Db } from '../../db/database.ts'
import { prepared } from '../../db/prepared.ts'
import type { ExternalIdTable } from '../../db/tables/assets.ts'
import type { CollectionTraits } from '../mapping/to-asset.ts'
import type { MappedCollection, MappedEvent } from '../mapping/to-others.ts'
import { decideCollection, decideEvent } from './decide-others.ts'
import type { KnownRecords } from './known-records.ts'
import type { Mistake } from './manifest-line.ts'
import type { PreparedRecord } from './prepared-record.ts'

type Saved = { readonly is: 'added' | 'updated' | 'unchanged'; readonly id: number }

const upsertExternalId = prepared<ExternalIdTable, unknown>((db, { kind, source, value, id, recordHash }) =>
  db
    .insertInto('externalId')
    .values({ kind, source, value, id, recordHash })
    .onConflict((conflict) => conflict.columns(['kind', 'source', 'value']).doUpdateSet({ id, recordHash })),
)

/** Saves the id that a source has for a record of the library, and the hash of the source's record. */
export async function saveExternalId(tx: Db, row: ExternalIdTable): Promise<void> {
  await upsertExternalId(tx, row)
}

/** Adds or updates the event of a record. */
export async function saveEventRecord(
  tx: Db,
  record: PreparedRecord & { readonly mapped: MappedEvent },
  known: KnownRecords,
  now: Date,
): Promise<Saved | Mistake> {
  const decision = decideEvent(record, known)
  if ('field' in decision) return decision
  if (decision.is === 'unchanged') return { is: 'unchanged', id: decision.id! }
  const { id: value, source, description } = record.mapped
  const { is, parentId, heroAssetId, recordHash } = decision
  const whole = { ...description, parentId, heroAssetId }
  const id = await saveEvent(tx, { id: decision.id, description: whole, now })
  await saveExternalId(tx, { kind: 'event', source, value, id, recordHash })
  known.add('event', source, value, { id, recordHash })
  return { is, id }
}

/** Adds or updates the collection of a record. */
export async function saveCollectionRecord(
  tx: Db,
  record: PreparedRecord & { readonly mapped: MappedCollection },
  known: KnownRecords,
  now: Date,
): Promise<Saved | Mistake> {
  const decision = await decideCollection(record, known)
  if ('field' in decision) return decision
  if (decision.is === 'unchanged') return { is: 'unchanged', id: decision.before!.id }
  const { recordHash } = record
  const { kind, id: value, source, ...traits } = record.mapped
  const id = decision.before?.id ?? (await ensureCollection(tx, traits.name, now))
  await changeCollection(tx, id, traits, now)
  await saveExternalId(tx, { kind, source, value, id, recordHash })
  known.add(kind, source, value, { id, recordHash })
  return { is: decision.is, id }
}

/**
 * Changes the traits of a collection; null leaves one as it is. The collection and its assets are entered in the change
 * log, because the brand of an asset and where it is offered follow from its collection.
 */
export async function changeCollection(
  tx: Db,
  id: number,
  traits: Partial<Omit<MappedCollection, 'kind' | 'id' | 'source'>> & CollectionTraits,
  now: Date,
): Promise<void> {
  const row = await tx.selectFrom('collection').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const changed = Object.entries(traits).filter(
    ([name, value]) => value !== null && row[name as keyof typeof row] !== value,
  )
  if (changed.length === 0) return
  await tx.updateTable('collection').set(Object.fromEntries(changed)).where('id', '=', id).execute()
  await logChange(tx, { subject: 'collection', ids: [id], kind: 'updated', at: now })
  const assets = await tx.selectFrom('asset').select('id').where('collectionId', '=', id).execute()
  const ids = assets.map((asset) => asset.id)
  await logChange(tx, { subject: 'asset', ids, kind: 'collection_changed', at: now })
}
