import { Type } from 'typebox'
import { ANY_TOKEN } from '../../access/admission.ts'
import type { Db } from '../../db/database.ts'
import { confirmChangeSet, type FeedReader, nextChangeSet } from '../../feeds/change-sets.ts'
import { findChannelStates } from '../../feeds/channel-states.ts'
import { CHANNELS } from '../../feeds/channels.ts'
import type { Clock } from '../../lib/clock.ts'
import { Problem } from '../../lib/problem.ts'
import { NO_BODY } from '../body.ts'
import type { Caller } from '../caller.ts'
import { type Operation, operation } from '../operation.ts'
import { invalid } from '../parameters.ts'
import { presentChange, presentChannel } from '../represent/asset-change.ts'
import { AssetChanges, Channels } from '../schemas/asset-changes.ts'
import { Empty } from '../schemas/empty.ts'
import { number } from '../schemas/parameters.ts'

type Services = { readonly db: Db; readonly now: Clock }

const MAX_BATCH = 2200
/** What the contract says for both kinds of refusals (contract 7). */
const REFUSED = 'Your access token does not authorize access to this resource'

/** Changes of assets, for clients that keep copies. */
export const assetChanges = (services: Services): Operation[] => [
  channels(services),
  nextChanges(services),
  confirmation(services),
]

const readerOf = ({ credential, abilities }: Caller, now: Clock): FeedReader => ({
  clientId: credential.id,
  country: credential.country,
  abilities,
  now: now(),
})

const channels = ({ db, now }: Services) =>
  operation({
    method: 'GET',
    url: '/v3/asset-changes/channels',
    operationId: 'getChannels',
    summary: 'Channels of the client',
    description:
      'Channels that the abilities of the key name. Notifications are counted among the next 100,000 changes of the library.',
    tag: 'Partners',
    path: Type.Object({}),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: Channels } },
    access: ANY_TOKEN,
    caching: 'none',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource'],
    async handle({ caller }) {
      const states = await findChannelStates(db, readerOf(caller, now))
      if (states.length === 0)
        throw new Problem(
          'UnauthorizedToAccessResource',
          `${REFUSED}: the key has no ability of the form "changes-creative-image".`,
        )
      return { status: 200, body: states.map((state) => presentChannel(state, caller.credential)) }
    },
  })

const nextChanges = ({ db, now }: Services) =>
  operation({
    method: 'PUT',
    url: '/v3/asset-changes/change-sets',
    operationId: 'getChangeSet',
    summary: 'The next changes in a channel',
    description:
      'A new change set (201) is repeated (200) until it is confirmed or 60 days old. Without changes its id is null (200).',
    tag: 'Partners',
    path: Type.Object({}),
    query: Type.Object({
      batch_size: Type.Integer({
        minimum: 1,
        maximum: MAX_BATCH,
        default: MAX_BATCH,
        description: 'Maximum number of changes.',
      }),
      channel_id: number('Id of the channel.'),
    }),
    body: NO_BODY,
    answers: { 200: { schema: AssetChanges }, 201: { schema: AssetChanges } },
    access: ANY_TOKEN,
    caching: 'none',
    invalidCode: 'InvalidChannelIdException',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource', 'ChannelsNotFound'],
    async handle({ caller, query: { batch_size: batchSize, channel_id: id }, links }) {
      if (id === undefined)
        throw new Problem(
          'InvalidChannelIdException',
          'channel_id is missing; GET /v3/asset-changes/channels lists the channels.',
        )
      const channel = CHANNELS.find((it) => it.id === id)
      if (!channel) throw new Problem('ChannelsNotFound')
      const set = await nextChangeSet(db, readerOf(caller, now), { channel, batchSize })
      return {
        status: set.isNew ? 201 : 200,
        body: {
          change_set_id: set.id === null ? null : String(set.id),
          changed_assets: set.changes.map((change) => presentChange(change, channel, links)),
        },
      }
    },
  })

const confirmation = ({ db, now }: Services) =>
  operation({
    method: 'DELETE',
    url: '/v3/asset-changes/change-sets/{change-set-id}',
    operationId: 'confirmChangeSet',
    summary: 'Confirm the receipt of changes',
    tag: 'Partners',
    path: Type.Object({
      'change-set-id': Type.String({ description: 'Id of the change set.', examples: ['1001'] }),
    }),
    query: Type.Object({}),
    body: NO_BODY,
    answers: { 200: { schema: Empty } },
    access: ANY_TOKEN,
    caching: 'none',
    invalidCode: 'InvalidChangeSetId',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource', 'ChangeSetNotFound'],
    async handle({ caller, path: { 'change-set-id': sent } }) {
      await confirmChangeSet(db, readerOf(caller, now), readChangeSetId(sent))
      return { status: 200, body: {} }
    },
  })

/** @throws Problem InvalidChangeSetId if it cannot be an id. */
function readChangeSetId(text: string): number {
  // A number that a database cannot hold is none of ours either.
  const id = /^\d{1,19}$/.test(text) ? Math.min(Number(text), Number.MAX_SAFE_INTEGER) : 0
  if (id === 0)
    throw new Problem(
      'InvalidChangeSetId',
      invalid('change-set-id', text, 'it must be a change_set_id, a whole number from 1').message,
    )
  return id
}
