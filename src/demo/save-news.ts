import type { AssetDescription } from '../catalogue/asset-description.ts'
import { editAsset } from '../catalogue/edit-asset.ts'
import { saveEvent } from '../catalogue/events.ts'
import { updateAsset } from '../catalogue/save-asset.ts'
import type { Db } from '../db/database.ts'
import { DEMO_EVENTS, type DemoEvent, type DemoEventName } from './data/demo-events.ts'
import { DEMO_PICTURES, type DemoPicture } from './demo-pictures.ts'

/** The name of the demo library as a source of events. */
const SOURCE = 'vitrine-demo'
/** The collection of the brand istockphoto, without which the affiliate search would find nothing. */
const ISTOCK_COLLECTION = 'Vitrine Play'

type IngestedPicture = { readonly id: number; readonly picture: DemoPicture }

/**
 * Saves what XMP cannot express about the ingested demo pictures: which are editorial, what events they show, and which
 * are popular. Repeating it changes nothing. Call it in a transaction.
 */
export async function saveNews(tx: Db, now: Date): Promise<void> {
  const ingested = await findIngested(tx)
  const news = ingested.filter(({ picture }) => picture.news !== null)
  const events = new Map<DemoEventName, number>()
  for (const [name, event] of Object.entries(DEMO_EVENTS) as [DemoEventName, DemoEvent][]) {
    // The first picture of an event is its hero; an event without pictures of its own uses one of its parts.
    const hero = news.find(({ picture }) => picture.news!.event === name) ?? null
    events.set(name, await saveDemoEvent(tx, { name, event, hero, parentId: parentOf(event, events), now }))
  }
  for (const { id, picture } of news) await describeNewsPicture(tx, { id, picture, events, now })
  for (const { id, picture } of ingested.filter(({ picture }) => picture.rating === 5))
    await editAsset(tx, id, { popularity: popularityOf(picture) }, now)
  await describeCollections(tx, news)
}

async function findIngested(tx: Db): Promise<IngestedPicture[]> {
  const rows = await tx.selectFrom('sourceFile').select(['path', 'assetId']).execute()
  const byPath = new Map(rows.map(({ path, assetId }) => [path, assetId]))
  return DEMO_PICTURES.flatMap((picture) => {
    const id = byPath.get(picture.file)
    return id === undefined ? [] : [{ id, picture }]
  })
}

const parentOf = ({ parent }: DemoEvent, events: ReadonlyMap<DemoEventName, number>) =>
  parent === undefined ? null : events.get(parent)!

async function saveDemoEvent(
  tx: Db,
  {
    name,
    event,
    hero,
    parentId,
    now,
  }: {
    name: DemoEventName
    event: DemoEvent
    hero: IngestedPicture | null
    parentId: number | null
    now: Date
  },
): Promise<number> {
  const [city, provinceState, countryName, countryCode] = event.place
  const known = await tx
    .selectFrom('externalId')
    .select('id')
    .where('kind', '=', 'event')
    .where('source', '=', SOURCE)
    .where('value', '=', name)
    .executeTakeFirst()
  const id = await saveEvent(tx, {
    id: known?.id ?? null,
    description: {
      name: event.name,
      names: event.names,
      type: event.type,
      venue: event.venue,
      parentId,
      city,
      provinceState,
      countryName,
      countryCode,
      startMs: Date.parse(event.start),
      heroAssetId: hero?.id ?? null,
      segments: event.segments,
      keywords: event.keywords.map((text) => ({ type: 'Keyword', text })),
    },
    now,
  })
  if (!known)
    await tx.insertInto('externalId').values({ kind: 'event', source: SOURCE, value: name, id }).execute()
  return id
}

async function describeNewsPicture(
  tx: Db,
  {
    id,
    picture,
    events,
    now,
  }: { id: number; picture: DemoPicture; events: ReadonlyMap<DemoEventName, number>; now: Date },
): Promise<void> {
  const name = picture.news!.event
  const event: DemoEvent = DEMO_EVENTS[name]
  const known = await tx.selectFrom('asset').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const { id: _, version, artistId, editorialSourceId, collectionId, dateSubmittedMs, ...rest } = known
  const { edits, withdrawnMs, ...current } = rest
  const description: AssetDescription = {
    ...current,
    family: 'editorial',
    licenseModel: 'rightsready',
    // Pictures for editorial use need no release.
    releaseInfo: 'Editorial use only',
    artist: picture.artist,
    editorialSource: 'Vitrine Press',
    collection: picture.collection,
    texts: picture.texts,
    keywords: [
      ...picture.keywords.map((text) => ({ type: 'Keyword' as const, text })),
      ...picture.news!.people.map((text) => ({ type: 'SpecificPeople' as const, text })),
      ...(picture.place ?? []).slice(0, 3).map((text) => ({ type: 'Location' as const, text })),
    ],
    segments: event.segments,
    eventIds: [events.get(name)!, ...(event.parent === undefined ? [] : [events.get(event.parent)!])],
  }
  await updateAsset(tx, id, { description, master: null, now })
}

/** A pseudo-random number from 1 to 100. */
const popularityOf = ({ seed }: DemoPicture) => 1 + ((seed * 31) % 100)

async function describeCollections(tx: Db, news: readonly IngestedPicture[]): Promise<void> {
  await tx
    .updateTable('collection')
    .set({ brand: 'istockphoto' })
    .where('name', '=', ISTOCK_COLLECTION)
    .execute()
  const editorial = [...new Set(news.map(({ picture }) => picture.collection))]
  await tx
    .updateTable('collection')
    .set({ family: 'editorial', licenseModel: 'rightsready' })
    .where('name', 'in', editorial)
    .execute()
}
