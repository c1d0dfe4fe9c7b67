import type { MappedCollection, MappedEvent } from '../mapping/to-others.ts'
import type { KnownCollection, KnownRecord, KnownRecords } from './known-records.ts'
import type { Mistake } from './manifest-line.ts'
import type { PreparedRecord } from './prepared-record.ts'

/** What happens to the event of a record. */
export type EventDecision =
  | Mistake
  | {
      readonly is: 'added' | 'updated' | 'unchanged'
      /** Null if the event is new. */
      readonly id: number | null
      readonly parentId: number | null
      readonly heroAssetId: number | null
      /** The hash to keep; null if the hero image does not exist yet, so that the record is read again next time. */
      readonly recordHash: string | null
    }

/** Decides what happens to the event of a record; one that refers to an unknown event is refused. */
export function decideEvent(
  { mapped, recordHash }: PreparedRecord & { readonly mapped: MappedEvent },
  known: KnownRecords,
): EventDecision {
  const { id: value, source, parentId, heroId } = mapped
  const before = known.find('event', source, value)
  const parent = parentId === null ? null : findParent(mapped, known)
  if (parent && 'field' in parent) return parent
  const hero = heroId === null ? null : known.find('asset', source, heroId)
  return {
    is: before === null ? 'added' : before.recordHash === recordHash ? 'unchanged' : 'updated',
    id: before?.id ?? null,
    parentId: parent?.id ?? null,
    heroAssetId: hero?.id ?? null,
    recordHash: heroId !== null && hero === null ? null : recordHash,
  }
}

function findParent({ id, source, parentId }: MappedEvent, known: KnownRecords): KnownRecord | Mistake {
  const parent = known.find('event', source, parentId!)
  if (parent && parentId !== id) return parent
  return { field: 'parent_event_id', reason: `There is no event '${parentId}' that it can be a part of.` }
}

/** What happens to the collection of a record. */
export type CollectionDecision =
  | Mistake
  | {
      readonly is: 'added' | 'updated' | 'unchanged'
      /** The collection as it is now; null if it is new. */
      readonly before: KnownCollection | null
    }

/** Decides what happens to the collection of a record, which is identified by its source's id, else by its name. */
export async function decideCollection(
  { mapped, recordHash }: PreparedRecord & { readonly mapped: MappedCollection },
  known: KnownRecords,
): Promise<CollectionDecision> {
  const { id: value, source, name, code } = mapped
  const record = known.find('collection', source, value)
  const before = record && (await known.findCollection({ id: record.id }))
  if (record?.recordHash === recordHash) return { is: 'unchanged', before }
  const named = await known.findCollection({ name })
  if (before && named && named.id !== before.id)
    return { field: 'name', reason: `There is another collection '${name}'.` }
  const current = before ?? named
  const conflict = await findCodeConflict(known, code, ({ id }) => id === current?.id)
  return conflict ?? { is: record === null ? 'added' : 'updated', before: current }
}

/** Returns the mistake of giving a collection the code of another one, else null. */
export async function findCodeConflict(
  known: KnownRecords,
  code: string | null,
  isSame: (holder: KnownCollection) => boolean,
): Promise<Mistake | null> {
  const holder = code === null ? null : await known.findCollection({ code })
  if (holder === null || isSame(holder)) return null
  return { field: 'code', reason: `The collection '${holder.name}' has the code '${code}'.` }
}
