import assert from 'node:assert/strict'
import type { Credentials, Shop, ShopCustomer } from '../fidelity/shop.ts'
import { command } from '../support/command.ts'
import type { GeneratedClient } from './generated-client.ts'

/** Calls each operation under /v1 with a client generated from our own document. */
export async function callOwnOperations(client: GeneratedClient, shop: Shop): Promise<void> {
  const { buyer, customer, images, video } = shop
  const as = buyer.user
  await client.call('getOwnProducts', { as, status: 200 })
  await client.call('getSuggestions', { as, query: { phrase: 'har' }, status: 200 })
  await client.call('getConsumption', { as, status: 200 })
  await client.call('getLicenseOptions', { as, path: { id: images[0] }, status: 200 })
  await client.call('getVideoLicenseOptions', { as, path: { id: video }, status: 200 })
  const { downloads } = await client.call('getOwnDownloads', { as, query: { page: 1 }, status: 200 })
  await client.call('getReceipt', { as, path: { id: downloads[0].id }, status: 200 })
  const board = await makeBoard(shop, as)
  await useBoard(client, as, { board, images })
  await shareByLink(client, { as, other: customer.user }, board)
  await invite(client, as, { board, users: [customer, await shop.signUp()] })
  await acknowledgeRecall(client, shop)
}

async function makeBoard({ send, images }: Shop, as: Credentials): Promise<string> {
  const { json } = await send({ method: 'POST', address: '/v3/boards', as, body: '{"name":"Cover"}' })
  const body = JSON.stringify(images.map((id) => ({ asset_id: id })))
  const { status } = await send({ method: 'PUT', address: `/v3/boards/${json.id}/assets`, as, body })
  assert.equal(status, 201)
  return json.id
}

async function useBoard(
  { call }: GeneratedClient,
  as: Credentials,
  { board, images: [first, second] }: { readonly board: string } & Pick<Shop, 'images'>,
): Promise<void> {
  const path = { board_id: board }
  const { asset_count } = await call('getBoardSummary', { as, path, status: 200 })
  assert.equal(asset_count, 2)
  const order = { asset_ids: [second], after: first }
  await call('orderBoardAssets', { as, path, body: order, status: 200 })
  const { assets } = await call('getBoardAssets', { as, path, query: { page_size: 10 }, status: 200 })
  assert.deepEqual(
    assets.map(({ id }: { id: string }) => id),
    [first, second],
  )
  await call('getBoardAssetComments', { as, path: { ...path, asset_id: first }, status: 200 })
}

async function shareByLink(
  { call }: GeneratedClient,
  { as, other }: { readonly as: Credentials; readonly other: Credentials },
  board: string,
): Promise<void> {
  const path = { board_id: board }
  const { id } = await call('addBoardLink', { as, path, body: { role: 'viewer' }, status: 201 })
  const link = { link_id: id }
  await call('getSharedBoard', { as: other, path: link, status: 200 })
  await call('joinSharedBoard', { as: other, path: link, status: 200 })
  await call('getSharedBoardAssets', { as: other, path: link, status: 200 })
  const { members } = await call('getBoardSharing', { as, path, status: 200 })
  await call('removeBoardMember', { as, path: { ...path, user_id: members[0].user_id }, status: 204 })
  await call('revokeBoardLink', { as, path: { ...path, ...link }, status: 204 })
}

async function invite(
  { call }: GeneratedClient,
  as: Credentials,
  {
    board,
    users: [one, other],
  }: { readonly board: string; readonly users: readonly [ShopCustomer, ShopCustomer] },
): Promise<void> {
  const path = { board_id: board }
  const send = ({ username }: ShopCustomer) =>
    call('inviteToBoard', { as, path, body: { username, role: 'viewer' }, status: 201 })
  await send(one)
  const { invitations } = await call('getBoardInvitations', { as: one.user, status: 200 })
  assert.equal(invitations[0].board_id, board)
  await call('acceptBoardInvitation', { as: one.user, path, status: 200 })
  await send(other)
  await call('takeBackBoardInvitation', { as, path: { ...path, username: other.username }, status: 204 })
  await send(other)
  await call('declineBoardInvitation', { as: other.user, path, status: 204 })
}

async function acknowledgeRecall({ call }: GeneratedClient, { library, buyer, images }: Shop): Promise<void> {
  const args = ['assets', 'recall', images[1], '--reason', 'A release was withdrawn.']
  const { code, stderr } = await command([...args, '--data', library.config.data])
  assert.equal(code, 0, stderr)
  const as = buyer.client
  const { recalls } = await call('getRecalls', { as, status: 200 })
  const path = { id: recalls[0].id }
  await call('acknowledgeRecall', { as, path, body: { note: 'Removed from our site' }, status: 200 })
}
