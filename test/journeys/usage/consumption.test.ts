import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { ask, clientToken, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { download, FIRST_ID } from '../../support/downloads.ts'
import { type Served, serve, type TestLibrary } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const QPS = 1000
const PRODUCTS = [
  { type: 'premiumaccess', terms: { period: 'monthly', limit: 1, overageLimit: 2 } },
  { type: 'creditpack', terms: { credits: 110, teamCredits: 5 } },
  { type: 'easyaccess', terms: { largestSize: 'xx_large' } },
] as const
const NOTHING = { downloads: 0, overage: 0, credits: 0 }

describe('the consumption of a customer', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let press: TestCustomer
  let other: TestCustomer
  let nowMs = Date.UTC(2026, 5, 30, 22)

  before(async () => {
    const size = { width: 900, height: 600 }
    const pictures = { 'a.jpg': { title: 'Harbour', ...size }, 'b.jpg': { title: 'Pier', ...size } }
    library = { ...(await libraryOfPictures(lifetime, pictures)), now: () => new Date(nowMs) }
    press = await signUp(library, { products: PRODUCTS, qps: QPS, endsMs: Date.UTC(2027, 0) })
    other = await signUp(library, { name: 'Southern Press', products: PRODUCTS })
    server = await serve(library)
  })

  const usage = async (customer = press, token?: string) =>
    ask(server, '/v1/usage', { key: customer.key, token: token ?? (await clientToken(server, customer)) })
  const buy = async (query: string, assetId = FIRST_ID) => {
    const user = { server, customer: press, token: await userToken(server, press) }
    assert.equal((await download(user, assetId, { query })).status, 200)
    return user
  }

  it('begins with all allowances, for a token with and without a user', async () => {
    for (const token of [await userToken(server, press), await clientToken(server, press)]) {
      const { status, json, headers } = await usage(press, token)
      assert.equal(status, 200)
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.deepEqual([json.as_of, json.today, json.this_month], ['2026-06-30T22:00:00Z', NOTHING, NOTHING])
      const [agreement, ...others] = json.agreements
      assert.deepEqual(others, [])
      assert.partialDeepStrictEqual(agreement, {
        name: 'Agreement',
        starts_at: '1970-01-01T00:00:00Z',
        ends_at: '2027-01-01T00:00:00Z',
      })
      const none = { downloads: null, overage: null, credits: null, team_credits: null }
      const forever = { period: null, period_started_at: null, renews_at: null }
      const ids = agreement.products.map(({ id }: { id: number }) => id)
      assert.deepEqual(agreement.products, [
        {
          ...none,
          id: ids[0],
          type: 'premiumaccess',
          period: 'monthly',
          period_started_at: '2026-06-01T00:00:00Z',
          renews_at: '2026-07-01T00:00:00Z',
          downloads: { limit: 1, used: 0, remaining: 1 },
          overage: { limit: 2, used: 0, remaining: 2 },
        },
        {
          ...none,
          ...forever,
          id: ids[1],
          type: 'creditpack',
          credits: { limit: 110, used: 0, remaining: 110 },
          team_credits: { limit: 5, used: 0, remaining: 5 },
        },
        {
          ...none,
          ...forever,
          id: ids[2],
          type: 'easyaccess',
          downloads: { limit: null, used: 0, remaining: null },
        },
      ])
    }
  })

  it('counts downloads, overage, credits and extended licences, each once', async () => {
    await buy('&product_type=premiumaccess')
    await buy('&product_type=premiumaccess', FIRST_ID + 1)
    await buy('&product_type=premiumaccess', FIRST_ID + 1)
    await buy('&product_type=easyaccess')
    await buy('&product_type=creditpack&use_team_credits=true', FIRST_ID + 1)
    const { token } = await buy('&product_type=creditpack')
    const { status } = await ask(server, `/v3/asset-licensing/${FIRST_ID}`, {
      key: press.key,
      token,
      method: 'POST',
      body: JSON.stringify({ extended_licenses: ['resale'] }),
      headers: { 'content-type': 'application/json' },
    })
    assert.equal(status, 200)
    const { json } = await usage()
    // A download in this size costs 4 credits, an extended licence 50.
    assert.deepEqual(json.today, { downloads: 5, overage: 1, credits: 58 })
    assert.deepEqual(json.this_month, json.today)
    const [premium, credits, access] = json.agreements[0].products
    assert.deepEqual(
      [premium.downloads, premium.overage],
      [
        { limit: 1, used: 2, remaining: 0 },
        { limit: 2, used: 1, remaining: 1 },
      ],
    )
    assert.deepEqual(
      [credits.credits, credits.team_credits],
      [
        { limit: 110, used: 54, remaining: 56 },
        { limit: 5, used: 4, remaining: 1 },
      ],
    )
    assert.deepEqual(access.downloads, { limit: null, used: 1, remaining: null })
    assert.deepEqual((await usage(other)).json.today, NOTHING, 'of nobody else')
  })

  it('has the rate of the key as the headers have it, and counts its requests, also those that are refused', async () => {
    const token = await clientToken(server, press)
    const { json: before, headers } = await usage(press, token)
    const left = /r=(\d+)/.exec(headers.get('ratelimit')!)![1]
    assert.partialDeepStrictEqual(before.key, {
      name: 'Northern Press',
      queries_per_second: QPS,
      queries_remaining: Number(left),
    })
    for (const path of ['/v3/countries', '/v3/nothing', '/v3/countries?colour=red'])
      await ask(server, path, press)
    const { key } = (await usage(press, token)).json
    assert.equal(key.requests_today, before.key.requests_today + 4)
    assert.equal(key.requests_this_month, key.requests_today)
    const theirs = (await usage(other)).json.key
    assert.deepEqual([theirs.queries_per_second, theirs.queries_remaining], [null, null])
    assert.ok(theirs.requests_today < 5)

    await server.stop()
    server = await serve(library)
    const { requests_today: later } = (await usage(press, token)).json.key
    assert.equal(later, key.requests_today + 1, 'counted across a restart')
  })

  it('begins anew with each day, month and period in UTC', async () => {
    const { requests_today: counted } = (await usage()).json.key
    nowMs = Date.UTC(2026, 6, 1)
    const { json } = await usage()
    assert.deepEqual([json.today, json.this_month], [NOTHING, NOTHING])
    assert.deepEqual(json.agreements[0].products[0].downloads, { limit: 1, used: 0, remaining: 1 })
    assert.equal(
      json.agreements[0].products[1].credits.used,
      54,
      'a product without a period keeps its count',
    )
    assert.equal(json.key.requests_this_month, 1)
    nowMs = Date.UTC(2026, 6, 2)
    const { key } = (await usage()).json
    assert.deepEqual([key.requests_today, key.requests_this_month], [1, 2])
    assert.ok(counted > 2)
    nowMs = Date.UTC(2027, 0)
    assert.deepEqual((await usage()).json.agreements, [], 'what has ended is not listed')
  })

  it('is refused without a token and with parameters, as problem details', async () => {
    const token = await clientToken(server, press)
    for (const [path, sent, status, code] of [
      ['/v1/usage', { key: press.key }, 401, 'AuthorizationTokenRequired'],
      ['/v1/usage?month=6', { key: press.key, token }, 400, 'InvalidParameterValue'],
      ['/v1/usage', { key: other.key, token }, 401, 'AuthorizationTokenRequired'],
    ] as const) {
      const answer = await ask(server, path, sent)
      assert.deepEqual([answer.status, answer.json.code], [status, code])
      assert.equal(answer.headers.get('content-type'), 'application/problem+json')
    }
  })
})
