import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { assetsOn, makeBoard, type Sender, serveToUsers } from '../../support/boards.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const COLOURS = ['navy', 'olive', 'teal', 'maroon', 'gold']
const [A, B, C, D, E] = ['100000001', '100000002', '100000003', '100000004', '100000005'] as const
const UNKNOWN = '123456789'

describe('the order of a board', () => {
  const lifetime = suiteLifetime()
  let ada: Sender

  before(async () => {
    ;({ ada } = await serveToUsers(lifetime, { names: ['ada'], colours: COLOURS }))
  })

  const ownAddress = (address: string) => address.replace('/v3/', '/v1/')
  const move = (address: string, body: object) => ada('PUT', `${ownAddress(address)}/order`, body)

  const MOVES: readonly (readonly [what: string, body: object, expected: readonly string[]])[] = [
    ['all assets', { asset_ids: [E, D, C, B, A] }, [E, D, C, B, A]],
    ['one to the beginning', { asset_ids: [C], after: null }, [C, A, B, D, E]],
    ['one to the end', { asset_ids: [A], after: E }, [B, C, D, E, A]],
    ['several between two others', { asset_ids: [E, A], after: C }, [B, C, E, A, D]],
    ['one behind the asset that it follows already', { asset_ids: [B], after: A }, [A, B, C, D, E]],
  ]
  for (const [what, body, expected] of MOVES)
    it(`can be changed: ${what}`, async () => {
      const address = await makeBoard(ada, what, [A, B, C, D, E])
      const { status, json } = await move(address, body)
      assert.deepEqual([status, json], [200, { assets_not_found: [] }])
      assert.deepEqual(await assetsOn(ada, address), expected)
    })

  it('ignores assets that are not on the board, and says so', async () => {
    const address = await makeBoard(ada, 'Some', [A, B])
    const { json } = await move(address, { asset_ids: [C, B, UNKNOWN, 'no-id'] })
    assert.deepEqual(json, { assets_not_found: [C, UNKNOWN, 'no-id'] })
    assert.deepEqual(await assetsOn(ada, address), [B, A])
  })

  it('is refused behind what is not on the board, or is moved itself', async () => {
    const address = await makeBoard(ada, 'Refused', [A, B])
    for (const after of [C, UNKNOWN, 'no-id', B]) {
      const { status, json } = await move(address, { asset_ids: [B], after })
      assert.deepEqual([status, json.code], [400, 'InvalidParameterValue'])
      assert.match(json.detail, /'\/after'/)
    }
  })

  it('holds when a gap between two assets is used up', async () => {
    const address = await makeBoard(ada, 'Gaps', [A, B, C, D, E])
    // Each move halves the gap behind the first asset; there is room for twenty.
    for (let round = 0; round < 13; round++)
      for (const id of [C, B]) await move(address, { asset_ids: [id], after: A })
    assert.deepEqual(await assetsOn(ada, address), [A, B, C, D, E])
  })

  it('is that of its pages', async () => {
    const address = await makeBoard(ada, 'Pages', [E, D, C, B, A])
    const pages = [1, 2, 3, 4].map((page) =>
      ada('GET', `${ownAddress(address)}/assets?page=${page}&page_size=2`),
    )
    const found = (await Promise.all(pages)).map(({ json }) => json)
    assert.deepEqual(
      found.map(({ assets }) => assets.map(({ id }: { id: string }) => id)),
      [[E, D], [C, B], [A], []],
    )
    assert.equal(found[0].result_count, 5)
    assert.ok(found[0].assets[0].title)
  })
})
