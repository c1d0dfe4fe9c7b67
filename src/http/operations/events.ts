import { Type } from 'typebox'
import { findEventRecords } from '../../catalogue/events.ts'
import { SEGMENTS, segmentNumber } from '../../catalogue/trade-lists.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Language } from '../../lib/languages.ts'
import { Problem } from '../../lib/problem.ts'
import { type PhraseSettings, readText } from '../../search/read-text.ts'
import { searchEvents } from '../../search/search.ts'
import { readIds } from '../asset-ids.ts'
import type { PublicCaller } from '../caller.ts'
import type { Links } from '../links.ts'
import { type Operation, publicOperation } from '../operation.ts'
import { checkPage, pageOf } from '../paging.ts'
import { invalid } from '../parameters.ts'
import { readDays } from '../read-search.ts'
import { type EventContext, type EventServices, presentEvents } from '../represent/events.ts'
import {
  DEFAULT_EVENT_FIELDS,
  EVENT_FIELDS,
  Event,
  type EventField,
  SINGLE_EVENT_FIELDS,
  SingleEvent,
} from '../schemas/event.ts'
import { phrase } from '../schemas/image-search.ts'
import { documented, eventIds, fieldsOf, oneOf, optional, paging, time } from '../schemas/parameters.ts'
import { searchViewer } from '../search-viewer.ts'

type Services = EventServices & { phrases: PhraseSettings; now: Clock }

const MAX_IDS = 100
/** Maximum page of a search for events (contract 6). */
const MAX_PAGE = 50

const EventsResponse = Type.Object(
  { events: Type.Array(Event), events_not_found: Type.Array(Type.Integer(), { examples: [[]] }) },
  { title: 'EventsResponse' },
)
const EventsSearchResult = Type.Object(
  { events: Type.Array(Event), result_count: Type.Integer() },
  { title: 'EventsSearchResult' },
)

/** Operations on events: search, several by their ids, one by its id. */
export const eventOperations = (services: Services): Operation[] => [
  publicOperation({
    url: '/v3/search/events',
    operationId: 'searchEvents',
    summary: 'Search events',
    description:
      'All words of the phrase must occur in the name, place, keywords or editorial segments of an event.',
    tag: 'Events',
    path: Type.Object({}),
    query: Type.Object({
      phrase,
      editorial_segment: optional(oneOf(SEGMENTS, { description: 'Events of this editorial segment.' })),
      date_from: time('Events that begin on this day or later.'),
      date_to: time('Events that begin on this day or before.'),
      fields: fieldsOf(EVENT_FIELDS, DEFAULT_EVENT_FIELDS),
      ...paging(30),
      page: Type.Integer({
        minimum: 1,
        maximum: MAX_PAGE,
        default: 1,
        description: 'Number of the page, from 1.',
      }),
      sort_order: optional(
        oneOf(['newest', 'oldest'], { default: 'newest', description: 'Order of the events.' }),
      ),
    }),
    answer: EventsSearchResult,
    problems: [
      'InvalidParameterValue',
      'InvalidPage',
      'AuthorizationTokenRequired',
      'UnauthorizedDisplaySize',
    ],
    handle: async (call) => {
      const { query } = call
      const result = await searchEvents(services, {
        text: await readText(services, query.phrase, call.language),
        segment: query.editorial_segment === undefined ? null : segmentNumber(query.editorial_segment),
        startMs: readDays(query.date_from, query.date_to),
        sort: query.sort_order === 'oldest' ? 'oldest' : 'newest',
        page: pageOf(query),
      })
      checkPage(query, result.total)
      const found = await findEventRecords(services.db, result.ids)
      const records = result.ids.flatMap((id) => found.get(id) ?? [])
      return {
        result_count: result.total,
        events: await presentEvents(services, records, toContext(services, call)),
      }
    },
  }),

  publicOperation({
    url: '/v3/events',
    operationId: 'getEvents',
    summary: 'Several events',
    description: 'Unknown ids are listed in events_not_found; if all are unknown, the answer is 404.',
    tag: 'Events',
    path: Type.Object({}),
    query: Type.Object({
      ids: eventIds(MAX_IDS),
      fields: fieldsOf(EVENT_FIELDS, DEFAULT_EVENT_FIELDS),
    }),
    answer: EventsResponse,
    invalidCode: 'InvalidRequestParameters',
    problems: ['InvalidRequestParameters', 'EventNotFound'],
    handle: (call) => several(services, call.query.ids ?? [], toContext(services, call)),
  }),

  publicOperation({
    url: '/v3/events/{id}',
    operationId: 'getEvent',
    summary: 'One event',
    description: 'Returns the event itself. Several comma-separated ids are answered like GET /v3/events.',
    tag: 'Events',
    path: Type.Object({
      id: Type.String({
        description: 'Id of the event.',
        examples: ['10001'],
        ...documented({ pattern: '^\\d{1,10}(,\\d{1,10})*$' }),
      }),
    }),
    query: Type.Object({ fields: fieldsOf(SINGLE_EVENT_FIELDS, DEFAULT_EVENT_FIELDS) }),
    answer: Type.Union([SingleEvent, EventsResponse]),
    invalidCode: 'InvalidRequestParameters',
    problems: ['InvalidRequestParameters', 'EventNotFound'],
    handle: async (call) => {
      const ids = readIds(call.path.id.split(','), { max: MAX_IDS, what: 'event' }).map(readEventId)
      const { events, events_not_found } = await several(services, ids, toContext(services, call))
      return ids.length === 1 ? events[0]! : { events, events_not_found }
    },
  }),
]

async function several(services: Services, given: readonly number[], context: EventContext) {
  const ids = readIds(given.map(String), { max: MAX_IDS, what: 'event' }).map(Number)
  const found = await findEventRecords(services.db, ids)
  const missing = ids.filter((id) => !found.has(id))
  if (found.size === 0)
    throw new Problem('EventNotFound', `Event id not found: ${missing.join(', ').slice(0, 200)}`)
  const records = ids.flatMap((id) => found.get(id) ?? [])
  return { events: await presentEvents(services, records, context), events_not_found: missing }
}

function readEventId(id: string): number {
  if (/^\d{1,10}$/.test(id)) return Number(id)
  throw invalid('id', id, 'it must be the number of an event')
}

function toContext(
  { now }: Services,
  call: { query: { fields: readonly EventField[] }; links: Links; language: Language; caller: PublicCaller },
): EventContext {
  const { links, language, caller } = call
  return {
    fields: new Set(call.query.fields),
    viewer: searchViewer(caller, now()),
    links,
    language,
    caller,
  }
}
