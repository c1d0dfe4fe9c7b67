import { ANY_TOKEN } from '../../../access/admission.ts'
import { AssetChanges, Channels, GetSendEventsResponse } from '../../schemas/asset-changes.ts'
import { Empty } from '../../schemas/empty.ts'
import { number, time } from '../../schemas/parameters.ts'
import type { Waiting } from '../waiting-operation.ts'
import { count } from './waiting-parameters.ts'

const access = ANY_TOKEN

/** Operations on asset changes, for partners who keep copies (contract 7), by method and address. */
export const PARTNERS: Readonly<Record<string, Waiting>> = {
  'GET /v3/asset-changes/channels': {
    operationId: 'getChannels',
    summary: 'Channels of a partner',
    answers: { 200: { schema: Channels } },
    access,
  },
  'PUT /v3/asset-changes/change-sets': {
    operationId: 'getChangeSet',
    summary: 'The next changes in a channel',
    invalidCode: 'InvalidChannelIdException',
    query: {
      batch_size: count(1, 2200, 2200, 'Maximum number of changes.'),
      channel_id: number('Id of the channel.'),
    },
    // 201 is a new change set; 200 is a repeated one that was not confirmed yet, or that of an empty channel.
    answers: { 200: { schema: AssetChanges }, 201: { schema: AssetChanges } },
    access,
  },
  'DELETE /v3/asset-changes/change-sets/{change-set-id}': {
    operationId: 'confirmChangeSet',
    summary: 'Confirm the receipt of changes',
    invalidCode: 'InvalidChangeSetId',
    answers: { 200: { schema: Empty } },
    access,
  },
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
