import assert from 'node:assert/strict'
import { changeClient } from '../../../../src/access/clients.ts'
import { addRecord } from '../../../support/records.ts'
import type { Credentials, Shop } from '../../shop.ts'
import type { OperationExercises, Trial } from '../operation-exercises.ts'

const CREATIVE_IMAGES = 1
const UNKNOWN_CHANNEL = 5
const REFUSED = 'Your access token does not authorize access to this resource'

/** Has something wait in the channel and fetches it. */
async function fetchChanges({ library, send }: Shop, as: Credentials): Promise<string> {
  await addRecord(library, {})
  const address = `/v3/asset-changes/change-sets?channel_id=${CREATIVE_IMAGES}`
  const { json } = await send({ method: 'PUT', address, as })
  return json.change_set_id
}

/** A client that lost its abilities after it had fetched a change set. */
async function forbiddenSet(shop: Shop) {
  const { user, clientId } = await shop.signUp()
  const id = await fetchChanges(shop, user)
  const { db } = shop.library
  await db.transaction().execute((tx) => changeClient(tx, clientId, { abilities: '[]' }))
  return { as: user, path: { 'change-set-id': id } }
}

const withoutChannels = async ({ signUp }: Shop) => (await signUp({ abilities: ['usage'] })).user
const says =
  (text: string): Exclude<Trial['check'], undefined> =>
  ({ json }) =>
    assert.ok(json.ErrorMessage.startsWith(text), json.ErrorMessage)
/** The published documents have messages instead of codes here. */
const refused = { status: 403, code: 'UnauthorizedToAccessResource', check: says(REFUSED) }

export const assetChanges: readonly OperationExercises[] = [
  {
    operation: 'GET /v3/asset-changes/channels',
    request: {},
    status: 200,
    token: 'any',
    trials: {
      answers: {
        '403 UnauthorizedToAccessResource': async (shop) => ({ as: await withoutChannels(shop) }),
        '404 ChannelsNotFound': async (shop) => ({ as: await withoutChannels(shop), ...refused }),
      },
    },
  },
  {
    operation: 'PUT /v3/asset-changes/change-sets',
    // The first set has all assets; it is repeated.
    request: async (shop) => {
      await fetchChanges(shop, shop.customer.user)
      return { query: { channel_id: CREATIVE_IMAGES } }
    },
    status: 200,
    token: 'any',
    trials: {
      channel_id: { 'a number': {} },
      batch_size: { 'a number': { query: { batch_size: 1 } } },
      answers: {
        '201': async ({ signUp }) => ({
          as: (await signUp()).user,
          check: ({ json }) => assert.ok(json.changed_assets.length > 0),
        }),
        '403 UnauthorizedToAccessResource': async (shop) => ({ as: await withoutChannels(shop) }),
        [`403 ${REFUSED}`]: async (shop) => ({ as: await withoutChannels(shop), ...refused }),
        '404 ChannelsNotFound': { query: { channel_id: UNKNOWN_CHANNEL } },
        '404 The channel you specified does not exist': {
          query: { channel_id: UNKNOWN_CHANNEL },
          status: 404,
          code: 'ChannelsNotFound',
          check: says('The channel you specified does not exist'),
        },
      },
    },
  },
  {
    operation: 'DELETE /v3/asset-changes/change-sets/{change-set-id}',
    request: async (shop) => ({ path: { 'change-set-id': await fetchChanges(shop, shop.customer.user) } }),
    isSpent: true,
    status: 200,
    token: 'any',
    trials: {
      'change-set-id': {
        unknown: { path: { 'change-set-id': '999999999' }, status: 404, code: 'ChangeSetNotFound' },
      },
      answers: {
        '403 UnauthorizedToAccessResource': forbiddenSet,
        [`403 ${REFUSED}`]: async (shop) => ({ ...(await forbiddenSet(shop)), ...refused }),
        '404 ChangeSetNotFound': { path: { 'change-set-id': '999999999' } },
        '404 Transaction was not found': {
          path: { 'change-set-id': '999999999' },
          status: 404,
          code: 'ChangeSetNotFound',
          check: says('Transaction was not found'),
        },
      },
    },
  },
]
