import { logChange } from '../../catalogue/changes.ts'
import { ensureCollection } from '../../catalogue/collections.ts'
import { saveEvent } from '../../catalogue/events.ts'
import type { Db } from '../../db/database.ts'
import type { ExternalIdTable } from '../../db/tables/assets.ts'
import type { CollectionTraits } from '../mapping/to-asset.ts'
import type { MappedCollection, MappedEvent } from '../mapping/to-others.ts'
import type { KnownRecord, KnownRecords } from './known-records.ts'
import type { Mistake } from './manifest-line.ts'
import type { PreparedRecord } from './prepared-record.ts'

type Saved = { readonly is: 'added' | 'updated' | 'unchanged'; readonly id: number }

/** Notes what a source calls a record of ours, and what it last said of it. */
export async function noteExternalId(tx: Db, row: ExternalIdTable): Promise<void> {
  await tx
    .insertInto('externalId')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['kind', 'source', 'value']).doUpdateSet({ id: row.id, recordHash: row.recordHash }),
    )
    .execute()
}

/** Adds or changes an event. One that refers to an event which there is not is refused. */
export async function saveEventRecord(
  tx: Db,
  { mapped, recordHash }: PreparedRecord & { mapped: MappedEvent },
  known: KnownRecords,
  now: Date,
): Promise<Saved | Mistake> {
  const { id: value, source, description, parentId, heroId } = mapped
  const before = known.find('event', source, value)
  const parent = parentId === null ? null : findParent(mapped, known)
  if (parent && 'field' in parent) return parent
  const hero = heroId === null ? null : known.find('asset', source, heroId)
  if (before !== null && before.recordHash === recordHash) return { is: 'unchanged', id: before.id }
  const whole = { ...description, parentId: parent?.id ?? null, heroAssetId: hero?.id ?? null }
  const id = await saveEvent(tx, { id: before?.id ?? null, description: whole, now })
  // A picture that comes later than its event is found when the event is read again.
  const settled = heroId !== null && hero === null ? null : recordHash
  await noteExternalId(tx, { kind: 'event', source, value, id, recordHash: settled })
  known.add('event', source, value, { id, recordHash: settled })
  return { is: before === null ? 'added' : 'updated', id }
}

/** The event that another is a part of, by the source's id; a mistake when there is none, or it is itself. */
export function findParent(
  { id, source, parentId }: MappedEvent,
  known: KnownRecords,
): KnownRecord | Mistake {
  const parent = known.find('event', source, parentId!)
  if (parent && parentId !== id) return parent
  return { field: 'parent_event_id', reason: `There is no event '${parentId}' that it can be a part of.` }
}

/** Adds or changes a collection, known by its source's id or else by its name. */
export async function saveCollectionRecord(
  tx: Db,
  { mapped, recordHash }: PreparedRecord & { mapped: MappedCollection },
  known: KnownRecords,
  now: Date,
): Promise<Saved | Mistake> {
  const { kind, id: value, source, ...traits } = mapped
  const before = known.find('collection', source, value)
  if (before !== null && before.recordHash === recordHash) return { is: 'unchanged', id: before.id }
  const { name } = traits
  const named = await tx.selectFrom('collection').select('id').where('name', '=', name).executeTakeFirst()
  if (before !== null && named !== undefined && named.id !== before.id)
    return { field: 'name', reason: `There is another collection '${name}'.` }
  const id = before?.id ?? named?.id ?? (await ensureCollection(tx, name, now))
  const wrong = await changeCollection(tx, id, traits, now)
  if (wrong) return wrong
  await noteExternalId(tx, { kind, source, value, id, recordHash: recordHash })
  known.add(kind, source, value, { id, recordHash: recordHash })
  return { is: before === null ? 'added' : 'updated', id }
}

/**
 * Changes what a collection is; null leaves it. It and its assets are entered in the change log,
 * for their brand and where they are offered follow from the collection.
 */
export async function changeCollection(
  tx: Db,
  id: number,
  traits: Partial<Omit<MappedCollection, 'kind' | 'id' | 'source'>> & CollectionTraits,
  now: Date,
): Promise<Mistake | null> {
  const row = await tx.selectFrom('collection').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const changed = Object.entries(traits).filter(
    ([name, value]) => value !== null && row[name as keyof typeof row] !== value,
  )
  if (changed.length === 0) return null
  const { code } = traits
  const holder =
    code === null
      ? undefined
      : await tx.selectFrom('collection').select(['id', 'name']).where('code', '=', code).executeTakeFirst()
  if (holder && holder.id !== id)
    return { field: 'code', reason: `The collection '${holder.name}' has the code '${code}'.` }
  await tx.updateTable('collection').set(Object.fromEntries(changed)).where('id', '=', id).execute()
  await logChange(tx, { subject: 'collection', ids: [id], kind: 'updated', at: now })
  const assets = await tx.selectFrom('asset').select('id').where('collectionId', '=', id).execute()
  const ids = assets.map((asset) => asset.id)
  await logChange(tx, { subject: 'asset', ids, kind: 'collection_changed', at: now })
  return null
}
