import { Type } from 'typebox'
import { Int, ObjectOrNull, Text, Time } from './nullable.ts'

/** Values of `fields` for lists of events (contract 11). */
export const EVENT_FIELDS = [
  ...(['id', 'child_event_count', 'editorial_segments', 'hero_image', 'image_count', 'keywords'] as const),
  ...(['location', 'name', 'start_date', 'type'] as const),
] as const
/** Values of `fields` for one event by its id. */
export const SINGLE_EVENT_FIELDS = [...EVENT_FIELDS, 'child_events'] as const

/** One of these values. */
export type EventField = (typeof SINGLE_EVENT_FIELDS)[number]

/** The default of `fields` (contract 16). */
export const DEFAULT_EVENT_FIELDS: EventField[] = ['id', 'name', 'start_date']

const DisplaySize = Type.Object(
  { name: Text({ examples: ['thumb'] }), is_watermarked: Type.Boolean(), uri: Text() },
  { title: 'EventDisplaySize' },
)
const Keyword = Type.Object(
  {
    keyword_id: Text({ examples: ['10017'] }),
    text: Text(),
    type: Text(),
    relevance: Type.Optional(Int({ examples: [null] })),
  },
  { title: 'EventKeyword' },
)
const optional = {
  child_event_count: Type.Optional(Type.Integer({ examples: [2] })),
  editorial_segments: Type.Optional(Type.Array(Type.String(), { examples: [['sport']] })),
  hero_image: Type.Optional(
    ObjectOrNull({ id: Text(), display_sizes: Type.Array(DisplaySize) }, { examples: [null] }),
  ),
  image_count: Type.Optional(
    Type.Integer({ description: 'Number of images of the event that the caller may see.' }),
  ),
  keywords: Type.Optional(Type.Array(Keyword)),
  location: Type.Optional(
    Type.Object({
      city: Text({ examples: ['Bergen'] }),
      country: Text({ examples: ['Norway'] }),
      state_province: Text({ examples: ['Vestland'] }),
      venue: Text({ examples: [null] }),
    }),
  ),
  name: Type.Optional(Text({ examples: ['Lakeside Run 2024'] })),
  start_date: Type.Optional(Time()),
  type: Type.Optional(Text({ examples: [null] })),
}

const id = Type.Integer({ examples: [10001] })
const ChildEvent = Type.Object({ id, ...optional }, { title: 'ChildEvent' })

/** An event in a list; besides `id` it has only the requested members. */
export const Event = Type.Object({ id, ...optional }, { title: 'Event' })
/** An event by its id. */
export const SingleEvent = Type.Object(
  { id, ...optional, child_events: Type.Optional(Type.Array(ChildEvent)) },
  { title: 'SingleEvent' },
)
