import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { purgeAsset, restoreAsset, withdrawAsset } from '../../../src/catalogue/asset-lifecycle.ts'
import { assetsOn, makeBoard, type Sender, signedIn } from '../../support/boards.ts'
import { signUp, type TestCustomer } from '../../support/customers.ts'
import { type Served, serve, type TestLibrary } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const [A, B, C, D] = ['100000001', '100000002', '100000003', '100000004']
const UNKNOWN = '123456789'

describe('boards', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let press: TestCustomer
  let ada: Sender
  let bob: Sender

  before(async () => {
    library = await libraryOfPictures(lifetime, {
      'a.jpg': { colour: 'navy' },
      'b.jpg': { colour: 'olive' },
      'c.jpg': { colour: 'teal' },
      'd.jpg': { colour: 'maroon' },
    })
    press = await signUp(library)
    server = await serve(library)
    ada = await signedIn(server, press)
    bob = await signedIn(server, await signUp(library, { name: 'Southern Press' }))
  })

  it('are created, shown, changed and deleted', async () => {
    const created = await ada('POST', '/v3/boards', { name: ' Spring\ncampaign ', description: 'Cover <b>' })
    assert.equal(created.status, 201)
    const address = `/v3/boards/${created.json.id}`
    const { status, json, headers } = await ada('GET', address)
    assert.equal(status, 200)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.partialDeepStrictEqual(json, {
      id: created.json.id,
      name: 'Spring campaign',
      description: 'Cover <b>',
      asset_count: 0,
      comment_count: 0,
      assets: [],
      permissions: {
        can_delete_board: true,
        can_invite_to_board: true,
        can_update_name: true,
        can_update_description: true,
        can_add_assets: true,
        can_remove_assets: true,
      },
    })
    assert.equal((await ada('PUT', address, { name: 'Summer' })).status, 204)
    assert.partialDeepStrictEqual((await ada('GET', address.toUpperCase())).json, {
      name: 'Summer',
      description: null,
    })
    assert.equal((await ada('DELETE', address)).status, 204)
    assert.equal((await ada('GET', address)).json.ErrorCode, 'BoardNotFound')
  })

  it('keep assets in the order in which they were added, each once', async () => {
    const address = await makeBoard(ada, 'Order', [C, A])
    const many = await ada('PUT', `${address}/assets`, [
      { asset_id: B },
      { asset_id: UNKNOWN },
      { asset_id: A },
      { asset_id: 'no-id' },
      { asset_id: B },
    ])
    assert.equal(many.status, 201)
    assert.deepEqual(many.json, {
      assets_added: [{ asset_id: B }, { asset_id: A }],
      assets_not_added: [UNKNOWN, 'no-id'],
    })
    const before = (await ada('GET', address)).json
    const again = await ada('PUT', `${address}/assets/${A}`)
    assert.deepEqual([again.status, again.json], [201, {}])
    const { json } = await ada('GET', address)
    assert.deepEqual(json, before)
    assert.deepEqual(await assetsOn(ada, address), [C, A, B])
    assert.equal(json.asset_count, 3)
    const [first] = json.assets
    assert.equal(first.asset_type, 'image')
    assert.deepEqual(first.comments, [])
    for (const { name, uri } of first.display_sizes)
      assert.equal((await fetch(uri)).status, 200, `the ${name} of an asset`)
  })

  it('lose the assets that are removed, one by one or several at once', async () => {
    const address = await makeBoard(ada, 'Removing', [A, B, C, D])
    for (const path of [`/${A}`, `/${A}`, `?asset_ids=${B},${UNKNOWN}`, `?asset_ids=${C}&asset_ids=${B}`]) {
      const { status, json } = await ada('DELETE', `${address}/assets${path}`)
      assert.deepEqual([status, json], [200, {}], path)
    }
    assert.deepEqual(await assetsOn(ada, address), [D])
    assert.equal((await ada('GET', address)).json.asset_count, 1)
  })

  it('refuse an asset that cannot be seen', async () => {
    const address = await makeBoard(ada, 'Refusing')
    for (const id of [UNKNOWN, 'no-id']) {
      const { status, json } = await ada('PUT', `${address}/assets/${id}`)
      assert.deepEqual([status, json.ErrorCode], [403, 'AssetNotFound'])
      assert.match(json.ErrorMessage, new RegExp(id))
    }
  })

  it('hide a withdrawn asset until it returns, and forget a purged one', async () => {
    const address = await makeBoard(ada, 'Withdrawn', [D, A])
    const heroOf = async () => {
      const { json } = await ada('GET', '/v3/boards?sort_order=name_decending')
      return json.boards.find(({ name }: { name: string }) => name === 'Withdrawn')
    }
    await ada('POST', `${address}/assets/${D}/comments`, { Text: 'This one' })
    await library.db.transaction().execute((tx) => withdrawAsset(tx, Number(D), library.now()))
    assert.deepEqual(await assetsOn(ada, address), [A])
    assert.equal((await heroOf()).hero_asset.id, A)
    assert.equal((await heroOf()).asset_count, 2)
    assert.equal((await ada('PUT', `${await makeBoard(ada, 'Other')}/assets/${D}`)).status, 403)
    await library.db.transaction().execute((tx) => restoreAsset(tx, Number(D), library.now()))
    assert.deepEqual(await assetsOn(ada, address), [D, A])
    assert.equal((await heroOf()).hero_asset.id, D)
    assert.equal((await ada('GET', address)).json.assets[0].comments[0].text, 'This one')
    await library.db.transaction().execute((tx) => purgeAsset(tx, Number(D), library.now()))
    assert.deepEqual(await assetsOn(ada, address), [A])
    assert.equal((await heroOf()).asset_count, 1)
  })

  it('belong to their owner: for others they do not exist', async () => {
    const address = await makeBoard(ada, 'Private', [A])
    const { json } = await ada('POST', `${address}/comments`, { text: 'Mine' })
    for (const [method, path, body] of [
      ['GET', ''],
      ['PUT', '', { name: 'Theirs' }],
      ['DELETE', ''],
      ['PUT', '/assets', [{ asset_id: B }]],
      ['PUT', `/assets/${B}`],
      ['DELETE', `/assets/${A}`],
      ['DELETE', `/assets?asset_ids=${A}`],
      ['GET', '/comments'],
      ['POST', '/comments', { text: 'Theirs' }],
      ['DELETE', `/comments/${json.id}`],
      ['POST', `/assets/${A}/comments`, { Text: 'Theirs' }],
      ['DELETE', `/assets/${A}/comments/${json.id}`],
    ] as const) {
      const refused = await bob(method, address + path, body)
      assert.deepEqual([refused.status, refused.json.ErrorCode], [404, 'BoardNotFound'], `${method} ${path}`)
    }
    assert.deepEqual((await bob('GET', '/v3/boards')).json, { boards: [], board_count: 0 })
    assert.deepEqual(await assetsOn(ada, address), [A])
  })
})
