import assert from 'node:assert/strict'
import { it } from 'node:test'
import { joinBoard, makeBoard, signedIn } from '../../support/boards.ts'
import { signUp } from '../../support/customers.ts'
import { serve } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'

const A = '100000001'

it('webhooks of all customers who share a board, and of no others, learn how it changed', async (t) => {
  const library = await libraryOfPictures(t, { 'a.jpg': { colour: 'navy' } })
  const [press, agency, stranger] = [
    await signUp(library),
    await signUp(library, { name: 'Agency' }),
    await signUp(library, { name: 'Stranger' }),
  ]
  for (const { id } of [press, agency, stranger])
    await library.db
      .insertInto('webhookEndpoint')
      .values({
        id,
        customerId: id,
        url: 'https://hooks.example/',
        types: '["board.changed"]',
        createdMs: 0,
        secretVersion: 1,
        formerSecretUntilMs: null,
        failingSinceMs: null,
        disabledMs: null,
        disabledBecause: null,
      })
      .execute()
  const server = await serve(library)
  const [ada, bob] = [await signedIn(server, press), await signedIn(server, agency)]
  const address = await makeBoard(ada, 'Campaign')
  await joinBoard(bob, { owner: ada, address, role: 'editor' })
  await bob('PUT', `${address}/assets/${A}`)
  await bob('PUT', `${address}/assets/${A}`)
  await ada('POST', `${address}/comments`, { text: 'Fine' })
  await ada('PUT', address, { name: 'Spring' })
  await bob('PUT', `${address.replace('/v3/', '/v1/')}/order`, { asset_ids: [A] })
  await ada('DELETE', `${address}/assets/${A}`)
  await ada('DELETE', address)
  const sent = await library.db
    .selectFrom('webhookMessage')
    .select(['endpointId', 'payload'])
    .orderBy('seq')
    .execute()
  const toldTo = (endpoint: string) =>
    sent
      .filter(({ endpointId }) => endpointId === endpoint)
      .map(({ payload }) => {
        const { type, data } = JSON.parse(payload)
        assert.deepEqual([type, data.board_id], ['board.changed', address.split('/').at(-1)])
        return data.change
      })
  const shared = ['assets_changed', 'commented', 'updated', 'assets_changed', 'assets_changed', 'deleted']
  assert.deepEqual(toldTo(press.id), ['created', ...shared])
  assert.deepEqual(toldTo(agency.id), shared)
  assert.deepEqual(toldTo(stranger.id), [])
})
