import { Type } from 'typebox'
import { ANY_TOKEN } from '../../access/admission.ts'
import type { Db } from '../../db/database.ts'
import { findSendEvents, type SendEvent } from '../../sends/find-send-events.ts'
import { NO_BODY } from '../body.ts'
import { operation } from '../operation.ts'
import { time } from '../represent/time.ts'
import { GetSendEventsResponse } from '../schemas/asset-changes.ts'
import { time as timeParameter } from '../schemas/parameters.ts'

/** Assets of a customer that were sent by e-mail. The library sends none itself: manifests state them. */
export const sendEvents = ({ db }: { readonly db: Db }) =>
  operation({
    method: 'GET',
    url: '/v3/asset-management/assets/send-events',
    operationId: 'getSendEvents',
    summary: 'Assets that were sent by e-mail, earliest first',
    description:
      'To get the events that follow, send `last_offset` again. Events of one second are always returned together, so that ' +
      'there may be more than `event_count` if one second alone has more.',
    tag: 'Partners',
    path: Type.Object({}),
    query: Type.Object({
      event_count: Type.Integer({
        minimum: 1,
        maximum: 100,
        default: 50,
        description: 'At most this many events.',
      }),
      last_offset: timeParameter('Only events after this time.'),
    }),
    body: NO_BODY,
    answers: { 200: { schema: GetSendEventsResponse } },
    access: ANY_TOKEN,
    caching: 'none',
    invalidCode: 'EventCountOutOfRange',
    problems: ['AuthorizationTokenRequired'],
    async handle({ query, caller }) {
      const afterMs = query.last_offset === undefined ? null : Date.parse(query.last_offset)
      const events = await findSendEvents(db, caller.customer!.id, { afterMs, limit: query.event_count })
      return {
        status: 200,
        body: {
          last_offset: time(events.at(-1)?.sentMs ?? afterMs),
          asset_send_events: events.map(presentSendEvent),
        },
      }
    },
  })

const presentSendEvent = ({ assetId, emailAddress, sentMs }: SendEvent) => ({
  asset_id: String(assetId),
  email_address: emailAddress,
  timestamp: time(sentMs)!,
})
