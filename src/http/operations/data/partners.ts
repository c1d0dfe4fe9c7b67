import { ANY_TOKEN } from '../../../access/admission.ts'
import { GetSendEventsResponse } from '../../schemas/asset-changes.ts'
import { time } from '../../schemas/parameters.ts'
import type { Waiting } from '../waiting-operation.ts'
import { count } from './waiting-parameters.ts'

const access = ANY_TOKEN

/** Operations for partners (contract 7), by method and address. */
export const PARTNERS: Readonly<Record<string, Waiting>> = {
  'GET /v3/asset-management/assets/send-events': {
    operationId: 'getSendEvents',
    summary: 'Assets that were sent by e-mail',
    invalidCode: 'EventCountOutOfRange',
    query: {
      event_count: count(1, 100, 50, 'At most this many events.'),
      last_offset: time('Only events after this time.'),
    },
    answers: { 200: { schema: GetSendEventsResponse } },
    access,
  },
}
