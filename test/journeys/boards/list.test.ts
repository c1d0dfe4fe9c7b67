import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { makeBoard, type Sender, signedIn } from '../../support/boards.ts'
import { ask, clientToken, signUp, type TestCustomer } from '../../support/customers.ts'
import { type Served, serve } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const A = '100000001'
const NAMES = ['Zürich', 'amsterdam', 'Élan', 'Berlin']

describe('the list of boards', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let press: TestCustomer
  let ada: Sender

  before(async () => {
    let nowMs = Date.parse('2026-06-15T12:00:00Z')
    const made = await libraryOfPictures(lifetime, { 'a.jpg': { title: 'Lake' } })
    // Each look at the clock is a second after the one before.
    const library = {
      ...made,
      now: () => {
        nowMs += 1000
        return new Date(nowMs)
      },
    }
    press = await signUp(library)
    server = await serve(library)
    ada = await signedIn(server, press)
    const addresses = []
    for (const name of NAMES) addresses.push(await makeBoard(ada, name))
    await ada('PUT', `${addresses[1]}/assets/${A}`)
    await ada('PUT', addresses[0]!, { name: NAMES[0] })
  })

  const namesOf = async (query: string) => {
    const { json } = await ada('GET', `/v3/boards?${query}`)
    return json.boards.map(({ name }: { name: string }) => name)
  }

  const BY_NAME = ['amsterdam', 'Berlin', 'Élan', 'Zürich']
  const BY_CHANGE = ['Zürich', 'amsterdam', 'Berlin', 'Élan']
  for (const [query, expected] of [
    ['', BY_CHANGE],
    ['sort_order=date_last_updated_descending', BY_CHANGE],
    ['sort_order=Date_Last_Updated_Ascending', BY_CHANGE.toReversed()],
    ['sort_order=name_ascending', BY_NAME],
    ['sort_order=name_decending', BY_NAME.toReversed()],
    ['sort_order=name_descending&pageSize=3', BY_NAME.toReversed().slice(0, 3)],
    ['sort_order=name_ascending&page_size=3&page=2', BY_NAME.slice(3)],
    ['board_relationship=owned', BY_CHANGE],
    ['board_relationship=invited', []],
  ] as const)
    it(`is ordered and paged: ${query || 'by default'}`, async () => {
      assert.deepEqual(await namesOf(query), expected)
    })

  it('shows how many assets each board has, and the first of them', async () => {
    const { json } = await ada('GET', '/v3/boards?sort_order=name_ascending')
    const [amsterdam, berlin] = json.boards
    assert.equal(json.board_count, NAMES.length)
    assert.partialDeepStrictEqual(amsterdam, {
      asset_count: 1,
      board_relationship: 'owned',
      description: null,
    })
    assert.partialDeepStrictEqual(amsterdam.hero_asset, { id: A, asset_type: 'image' })
    const thumb = amsterdam.hero_asset.display_sizes.find(({ name }: { name: string }) => name === 'thumb')
    assert.equal((await fetch(thumb.uri)).status, 200)
    assert.partialDeepStrictEqual(berlin, { asset_count: 0, hero_asset: null })
  })

  it('is refused in words', async () => {
    for (const [query, code, message] of [
      ['page=3&pageSize=3', 'InvalidPage', /^page must be less than or equal to 2, results count 4$/],
      ['page=0', 'InvalidParameterValue', /'page'/],
      ['pageSize=101', 'InvalidParameterValue', /'pageSize'/],
      ['board_relationship=mine', 'InvalidParameterValue', /owned/],
      ['sort_order=size', 'InvalidParameterValue', /name_ascending/],
    ] as const) {
      const { status, json } = await ada('GET', `/v3/boards?${query}`)
      assert.deepEqual([status, json.ErrorCode], [400, code], query)
      assert.match(json.ErrorMessage, message)
    }
  })

  it('needs a token, and one of a user', async () => {
    const { key } = press
    const without = await ask(server, '/v3/boards', { key })
    assert.deepEqual([without.status, without.json.ErrorCode], [401, 'AuthorizationTokenRequired'])
    const token = await clientToken(server, press)
    const client = await ask(server, '/v3/boards', { key, token })
    assert.deepEqual([client.status, client.json.ErrorCode], [403, 'UnauthorizedToAccessResource'])
  })
})
