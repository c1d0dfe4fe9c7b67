import type { Static } from 'typebox'
import type { Asset } from '../../catalogue/asset.ts'
import type { AssetReader } from '../../catalogue/asset-reader.ts'
import { type EventRecord, eventName, findChildEvents } from '../../catalogue/events.ts'
import { findNames } from '../../catalogue/vocabulary.ts'
import type { Db } from '../../db/database.ts'
import type { Language } from '../../lib/languages.ts'
import { sizeNamed } from '../../renditions/ladder.ts'
import type { SearchViewer } from '../../rights/find-licensable.ts'
import { countEventImages, findEventHeroes } from '../../search/event-images.ts'
import type { SearchIndex } from '../../search/search-index.ts'
import type { PublicCaller } from '../caller.ts'
import type { Links } from '../links.ts'
import type { EventField, SingleEvent } from '../schemas/event.ts'
import { countryName } from './country-name.ts'
import { presentDisplaySize } from './display-size.ts'
import { time } from './time.ts'

/** An event in an answer; besides `id` it has only the requested members. */
export type PresentedEvent = Static<typeof SingleEvent>

/** What presenting events needs. */
export type EventServices = { readonly db: Db; readonly assets: AssetReader; readonly index: SearchIndex }
/** How events are presented, and to whom. */
export type EventContext = {
  readonly fields: ReadonlySet<EventField>
  readonly viewer: SearchViewer
  readonly language: Language
  readonly links: Links
  readonly caller: PublicCaller
}

/** Looked up for all events of an answer at once, and only if it was requested. */
type RelatedData = {
  readonly imageCounts: ReadonlyMap<number, number>
  readonly children: ReadonlyMap<number, readonly EventRecord[]>
  readonly heroes: ReadonlyMap<number, Asset>
  readonly keywordNames: ReadonlyMap<number, string>
}

const HERO_SIZES = ['comp', 'preview', 'thumb'] as const

/** Presents events with the requested members only (contract 8.4). */
export async function presentEvents(
  services: EventServices,
  records: readonly EventRecord[],
  context: EventContext,
): Promise<PresentedEvent[]> {
  const related = await findRelated(services, records, context)
  const presented = records.map((record) => present(record, related, context))
  if (context.fields.has('child_events')) {
    for (const [index, { event }] of records.entries())
      presented[index]!.child_events = await presentChildren(
        services,
        related.children.get(event.id) ?? [],
        context,
      )
  }
  return presented
}

async function presentChildren(
  services: EventServices,
  children: readonly EventRecord[],
  context: EventContext,
) {
  const fields = new Set([...context.fields].filter((field) => !field.startsWith('child_')))
  return presentEvents(services, children, {
    ...context,
    fields: new Set([...fields, 'id', 'name', 'start_date']),
  })
}

function present(record: EventRecord, related: RelatedData, context: EventContext): PresentedEvent {
  const { fields, language } = context
  const hero = related.heroes.get(record.event.id)
  const { event, segments, keywords } = record
  const { city, provinceState, venue, type } = event
  const members: Required<Omit<PresentedEvent, 'child_events'>> = {
    id: event.id,
    child_event_count: related.children.get(event.id)?.length ?? 0,
    editorial_segments: [...segments],
    hero_image: hero ? presentHero(hero, context) : null,
    image_count: related.imageCounts.get(event.id) ?? 0,
    keywords: keywords.map(({ id, text, ...it }) => ({
      keyword_id: String(id),
      text: related.keywordNames.get(id) ?? text,
      type: it.type,
      relevance: null,
    })),
    location: { city, country: countryName(event, language), state_province: provinceState, venue },
    name: eventName(record, language),
    start_date: time(event.startMs),
    type,
  }
  const requested = Object.entries(members).filter(([name]) => fields.has(name as EventField))
  return { ...(Object.fromEntries(requested) as Partial<PresentedEvent>), id: event.id }
}

function presentHero(asset: Asset, { links, caller }: EventContext) {
  const look = { links, clean: caller.cleanSizes(asset) }
  const sizes = HERO_SIZES.map((name) => presentDisplaySize(asset, sizeNamed(name), look))
  return { id: String(asset.id), display_sizes: sizes }
}

async function findRelated(
  services: EventServices,
  records: readonly EventRecord[],
  context: EventContext,
): Promise<RelatedData> {
  const { db } = services
  const { fields, viewer, language } = context
  const ids = records.map(({ event }) => event.id)
  const wantsChildren = fields.has('child_event_count') || fields.has('child_events')
  const keywordIds = fields.has('keywords')
    ? records.flatMap(({ keywords }) => keywords.map(({ id }) => id))
    : []
  const events = records.map(({ event }) => event)
  return {
    imageCounts: fields.has('image_count') ? await countEventImages(services, ids, viewer) : new Map(),
    children: Map.groupBy(
      wantsChildren ? await findChildEvents(db, ids) : [],
      ({ event }) => event.parentId ?? 0,
    ),
    heroes: fields.has('hero_image') ? await findEventHeroes(services, events, viewer) : new Map(),
    keywordNames: await findNames(db, [...new Set(keywordIds)], language),
  }
}
