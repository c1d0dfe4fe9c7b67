import type { Insertable } from 'kysely'
import type { Db } from '../db/database.ts'
import { queryByIds } from '../db/query-by-ids.ts'
import type { Segment } from '../db/tables/assets.ts'
import type { EventTable } from '../db/tables/events.ts'
import { closestLanguage, DEFAULT_LANGUAGE, type Language } from '../lib/languages.ts'
import { logChange } from './changes.ts'
import { ensureKeywords, type KeywordLabel } from './keywords.ts'
import { nextId } from './next-id.ts'

/** A news event with its names in other languages. It may be part of another event. */
export type NamedEvent = {
  readonly event: EventTable
  readonly names: readonly { readonly language: string; readonly name: string }[]
}

/** A news event with everything that belongs to it. */
export type EventRecord = NamedEvent & {
  readonly segments: readonly Segment[]
  readonly keywords: readonly EventKeyword[]
}

/** A keyword of an event. */
export type EventKeyword = { readonly id: number; readonly text: string; readonly type: string }

/** Everything that a manifest says about an event. */
export type EventDescription = Omit<Insertable<EventTable>, 'id'> & {
  /** Names in other languages, by language. */
  readonly names?: Readonly<Record<string, string>>
  readonly segments?: readonly Segment[]
  readonly keywords?: readonly KeywordLabel[]
}

const eventsByIds = queryByIds<EventTable>((db, ids) =>
  db.selectFrom('event').selectAll().where('id', 'in', ids),
)
const childrenByIds = queryByIds<EventTable>((db, ids) =>
  db
    .selectFrom('event')
    .selectAll()
    .where('parentId', 'in', ids)
    .orderBy('startMs', (it) => it.asc().nullsFirst())
    .orderBy('id'),
)
const namesByIds = queryByIds<{ eventId: number; language: string; name: string }>((db, ids) =>
  db.selectFrom('eventText').selectAll().where('eventId', 'in', ids).orderBy('eventId').orderBy('language'),
)
const segmentsByIds = queryByIds<{ eventId: number; segment: Segment }>((db, ids) =>
  db.selectFrom('eventSegment').selectAll().where('eventId', 'in', ids).orderBy('segment'),
)
const keywordsByIds = queryByIds<EventKeyword & { eventId: number }>((db, ids) =>
  db
    .selectFrom('eventKeyword')
    .innerJoin('keyword', 'keyword.id', 'eventKeyword.keywordId')
    .select(['eventKeyword.eventId', 'keyword.id', 'keyword.text', 'keyword.type'])
    .where('eventKeyword.eventId', 'in', ids)
    .orderBy('eventKeyword.position'),
)

/** Returns those of the events that exist, by id. */
export async function findEventRecords(db: Db, ids: readonly number[]): Promise<Map<number, EventRecord>> {
  if (ids.length === 0) return new Map()
  return gather(db, await eventsByIds(db, ids))
}

/** Returns those of the events that exist, by id, with their names alone. */
export async function findNamedEvents(db: Db, ids: readonly number[]): Promise<Map<number, NamedEvent>> {
  if (ids.length === 0) return new Map()
  const [events, names] = await Promise.all([eventsByIds(db, ids), namesByIds(db, ids)])
  const byEvent = Map.groupBy(names, ({ eventId }) => eventId)
  return new Map(events.map((event) => [event.id, { event, names: byEvent.get(event.id) ?? [] }]))
}

/** Returns the events that are parts of these. */
export async function findChildEvents(db: Db, ids: readonly number[]): Promise<EventRecord[]> {
  if (ids.length === 0) return []
  return [...(await gather(db, await childrenByIds(db, ids))).values()]
}

async function gather(db: Db, events: readonly EventTable[]): Promise<Map<number, EventRecord>> {
  const ids = events.map(({ id }) => id)
  const [names, segments, keywords] = await Promise.all([
    namesByIds(db, ids),
    segmentsByIds(db, ids),
    keywordsByIds(db, ids),
  ])
  return new Map(
    events.map((event) => {
      const own = <Row extends { eventId: number }>(rows: readonly Row[]) =>
        rows.filter(({ eventId }) => eventId === event.id)
      return [
        event.id,
        {
          event,
          names: own(names),
          segments: own(segments).map(({ segment }) => segment),
          keywords: own(keywords),
        },
      ]
    }),
  )
}

/** Returns whether the library has any event. */
export const hasEvents = async (db: Db): Promise<boolean> =>
  (await db.selectFrom('event').select('id').limit(1).executeTakeFirst()) !== undefined

/** Returns the name of an event in the language, or in the closest one for which it has a name. */
export function eventName({ event, names }: NamedEvent, language: Language): string {
  const closest = closestLanguage(language, [DEFAULT_LANGUAGE, ...names.map((other) => other.language)])
  return names.find((other) => other.language === closest)?.name ?? event.name
}

/**
 * Adds an event (if `id` is null) or replaces one, with its entry in the change log, and those of its assets if its name
 * changed, since it is suggested by what they are. Returns its id.
 */
export async function saveEvent(
  tx: Db,
  { id: existingId, description, now }: { id: number | null; description: EventDescription; now: Date },
): Promise<number> {
  const { names = {}, segments = [], keywords = [], ...row } = description
  const id = existingId ?? (await nextId(tx, 'event'))
  const namesBefore = await findNames(tx, id)
  if (existingId === null)
    await tx
      .insertInto('event')
      .values({ ...row, id })
      .execute()
  else await tx.updateTable('event').set(row).where('id', '=', id).execute()
  for (const table of ['eventText', 'eventSegment', 'eventKeyword'] as const)
    await tx.deleteFrom(table).where('eventId', '=', id).execute()
  const nameRows = Object.entries(names).map(([language, name]) => ({ eventId: id, language, name }))
  const segmentRows = [...new Set(segments)].map((segment) => ({ eventId: id, segment }))
  const keywordRows = (await ensureKeywords(tx, keywords)).map((keyword, position) => ({
    eventId: id,
    keywordId: keyword.id,
    position,
  }))
  if (nameRows.length > 0) await tx.insertInto('eventText').values(nameRows).execute()
  if (segmentRows.length > 0) await tx.insertInto('eventSegment').values(segmentRows).execute()
  if (keywordRows.length > 0) await tx.insertInto('eventKeyword').values(keywordRows).execute()
  const kind = existingId === null ? 'added' : 'updated'
  await logChange(tx, { subject: 'event', ids: [id], kind, at: now })
  if (existingId !== null && namesBefore !== (await findNames(tx, id))) {
    const assets = await tx.selectFrom('assetEvent').select('assetId').where('eventId', '=', id).execute()
    const ids = assets.map(({ assetId }) => assetId)
    await logChange(tx, { subject: 'asset', ids, kind: 'event_changed', at: now })
  }
  return id
}

/** The names of an event in all languages, to be compared. */
async function findNames(tx: Db, id: number): Promise<string> {
  const event = await tx.selectFrom('event').select('name').where('id', '=', id).executeTakeFirst()
  const names = await namesByIds(tx, [id])
  return JSON.stringify([event?.name, names.map(({ language, name }) => [language, name])])
}
