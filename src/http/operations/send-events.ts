import { Type } from 'typebox'
import { ANY_TOKEN } from '../../access/admission.ts'
import { NO_BODY } from '../body.ts'
import { operation } from '../operation.ts'
import { time } from '../represent/time.ts'
import { GetSendEventsResponse } from '../schemas/asset-changes.ts'
import { time as timeParameter } from '../schemas/parameters.ts'

/** Assets that were sent by e-mail. This library sends none, so the list is empty and the offset stays where it is. */
export const sendEvents = () =>
  operation({
    method: 'GET',
    url: '/v3/asset-management/assets/send-events',
    operationId: 'getSendEvents',
    summary: 'Assets that were sent by e-mail',
    description: 'This library sends no assets by e-mail: the list is empty.',
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
    async handle({ query }) {
      const offset = query.last_offset === undefined ? null : time(Date.parse(query.last_offset))
      return { status: 200, body: { last_offset: offset, asset_send_events: [] } }
    },
  })
