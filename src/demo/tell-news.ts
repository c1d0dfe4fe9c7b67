import type { AssetDescription } from '../catalogue/asset-description.ts'
import { editAsset } from '../catalogue/edit-asset.ts'
import { saveEvent } from '../catalogue/events.ts'
import { updateAsset } from '../catalogue/save-asset.ts'
import type { Db } from '../db/database.ts'
import { DEMO_EVENTS, type DemoEvent, type DemoEventName } from './data/demo-events.ts'
import { DEMO_PICTURES, type DemoPicture } from './demo-pictures.ts'

/** How the demo library is called as a source of events. */
const SOURCE = 'vitrine-demo'
/** So that the affiliate search, which is of this brand alone, finds some of every day's words. */
const ISTOCK = 'Vitrine Play'

type TakenIn = { readonly id: number; readonly picture: DemoPicture }

/**
 * Says of the demo pictures that have been taken in what no XMP can: which are editorial, what events they show,
 * which of all are popular. Saying it again changes nothing. Call it in a transaction.
 */
export async function tellNews(tx: Db, now: Date): Promise<void> {
  const taken = await findTakenIn(tx)
  const news = taken.filter(({ picture }) => picture.news !== null)
  const events = new Map<DemoEventName, number>()
  for (const [name, event] of Object.entries(DEMO_EVENTS) as [DemoEventName, DemoEvent][]) {
    // The first picture of an event stands for it; an event that is only parts goes by one of theirs.
    const hero = news.find(({ picture }) => picture.news!.event === name) ?? null
    events.set(name, await tellEvent(tx, { name, event, hero, parentId: parentOf(event, events), now }))
  }
  for (const { id, picture } of news) await tellPicture(tx, { id, picture, events, now })
  for (const { id, picture } of taken.filter(({ picture }) => picture.rating === 5))
    await editAsset(tx, id, { popularity: popularityOf(picture) }, now)
  await tellCollections(tx, news)
}

async function findTakenIn(tx: Db): Promise<TakenIn[]> {
  const rows = await tx.selectFrom('sourceFile').select(['path', 'assetId']).execute()
  const byPath = new Map(rows.map(({ path, assetId }) => [path, assetId]))
  return DEMO_PICTURES.flatMap((picture) => {
    const id = byPath.get(picture.file)
    return id === undefined ? [] : [{ id, picture }]
  })
}

const parentOf = ({ parent }: DemoEvent, events: ReadonlyMap<DemoEventName, number>) =>
  parent === undefined ? null : events.get(parent)!

async function tellEvent(
  tx: Db,
  {
    name,
    event,
    hero,
    parentId,
    now,
  }: { name: DemoEventName; event: DemoEvent; hero: TakenIn | null; parentId: number | null; now: Date },
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

async function tellPicture(
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
    // What is as large as life in the news needs no release, and may be used there alone.
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

/** From 1 to 100, by the chances of its drawing. */
const popularityOf = ({ seed }: DemoPicture) => 1 + ((seed * 31) % 100)

async function tellCollections(tx: Db, news: readonly TakenIn[]): Promise<void> {
  await tx.updateTable('collection').set({ brand: 'istockphoto' }).where('name', '=', ISTOCK).execute()
  const editorial = [...new Set(news.map(({ picture }) => picture.collection))]
  await tx
    .updateTable('collection')
    .set({ family: 'editorial', licenseModel: 'rightsready' })
    .where('name', 'in', editorial)
    .execute()
}
