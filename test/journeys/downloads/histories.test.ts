import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { createUser } from '../../../src/access/users.ts'
import { ask, clientToken, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../../support/library.ts'
import { writePicture } from '../../support/pictures.ts'
import { overHttp1 } from '../../support/raw-http.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const [LAKE, HILL] = ['100000001', '100000002']
const NO_SUCH_TEXT = 'Your access token does not authorize access to this resource'
const PRODUCTS = [
  { type: 'premiumaccess', terms: { period: 'monthly', limit: 50, projectCodes: [] } },
  { type: 'creditpack', terms: { credits: 4, teamCredits: 9 } },
] as const
const TOKEN_MS = 1_000_000
type Sent = { as?: TestCustomer; username?: string; body?: object }

describe('histories of downloads', () => {
  const lifetime = suiteLifetime()
  let at = Date.UTC(2026, 5, 1, 12)
  let server: Served
  let press: TestCustomer
  let other: TestCustomer
  let plain: TestCustomer
  let colleague: string
  const tokens = new Map<string, { token: string; at: number }>()

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writePicture(folder, 'hill.jpg', { title: 'Hill', colour: 'olive', width: 1000, height: 800 })
    await writePicture(folder, 'a-lake.jpg', { title: 'Lake', width: 1000, height: 800 })
    const library = { ...(await emptyLibrary(lifetime)), now: () => new Date(at) }
    await ingestAndIndex(library, folder)
    press = await signUp(library, { products: PRODUCTS, abilities: ['company'] })
    other = await signUp(library, { name: 'Southern Press', abilities: ['company'] })
    plain = await signUp(library, { name: 'Plain Press' })
    colleague = 'colleague@northern.example'
    const { passwordHash } = await library.db
      .selectFrom('user')
      .select('passwordHash')
      .where('customerId', '=', press.id)
      .executeTakeFirstOrThrow()
    await createUser(library.db, {
      customerId: press.id,
      username: colleague,
      names: { firstName: 'Bo', lastName: 'Sample' },
      passwordHash: passwordHash!,
      now: library.now(),
    })
    server = await serve(library)
  })

  async function tokenOf(customer: TestCustomer): Promise<string> {
    const known = tokens.get(customer.username)
    if (known && at - known.at < TOKEN_MS) return known.token
    const token = await userToken(server, customer)
    tokens.set(customer.username, { token, at })
    return token
  }
  /** Sends a request of a customer's user at this moment, with a token of their own. */
  async function send(method: 'GET' | 'POST', path: string, { as = press, username, body }: Sent = {}) {
    const token = await tokenOf({ ...as, ...(username !== undefined && { username }) })
    const json = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    return ask(server, path, { key: as.key, token, method, ...json })
  }
  const download = (id: string, query: string, sent: Sent = {}) =>
    send('POST', `/v3/downloads/images/${id}?auto_download=false&${query}`, sent)
  const idsAt = async (query: string, sent?: Sent) => {
    const { status, json } = await send('GET', `/v3/downloads?${query}`, sent)
    return status === 200 ? json.downloads.map((it: { id: string }) => it.id) : `${status} ${json.ErrorCode}`
  }

  it('keep what was downloaded on which day', async () => {
    const stated = { body: { project_code: 'SPRING', download_notes: 'For the cover' } }
    assert.equal((await download(LAKE, 'product_type=premiumaccess', stated)).status, 200)
    at = Date.UTC(2026, 5, 20, 9, 30, 15, 400)
    assert.equal((await download(HILL, 'product_type=premiumaccess', stated)).status, 200)
    assert.equal((await download(HILL, 'product_type=creditpack&height=529')).status, 200)
    assert.equal((await download(LAKE, '', { as: other })).status, 200)
  })

  const SPANS = [
    ['', [HILL, LAKE]],
    ['date_from=2026-06-02', [HILL]],
    ['date_to=2026-06-19', [LAKE]],
    ['date_from=2026-06-20&date_to=2026-06-20', [HILL]],
    ['date_from=2026-06-20T23:00', [HILL]],
    ['date_from=2026-06-20T23:00&use_time=true', []],
    ['date_from=2026-06-20 09:30:15&date_to=2026-06-20T09:30:15Z&use_time=True', [HILL]],
    ['date_to=2026-06-20T11:30:14%2B02:00&use_time=true', [LAKE]],
    ['date_from=2026-05-10', [LAKE]],
    ['date_to=2026-07-21', []],
    ['start_date=2026-06-02', [HILL]],
    ['page=2&page_size=1', [LAKE]],
    ['page=3&page_size=1', '400 InvalidPage'],
    ['page_size=101', '400 InvalidParameterValue'],
    ['product_type=creditpack', [HILL]],
    ['product_type=easyaccess', []],
  ] as const
  for (const [query, expected] of SPANS)
    it(`find with "${query}" what belongs there`, async () => {
      assert.deepEqual(await idsAt(query), expected)
    })

  it('are of one user, or of the company where the key may ask for it', async () => {
    at += 60_000
    await download(LAKE, 'product_type=creditpack&height=529&use_team_credits=true', { username: colleague })
    const path = `/v3/images/${LAKE}/downloadhistory`
    const namesOf = async (query: string, sent?: Sent) =>
      (await send('GET', path + query, sent)).json.downloads.map(
        (it: { user: { username: string } }) => it.user.username,
      )
    assert.deepEqual(await namesOf(''), [press.username])
    assert.deepEqual(await namesOf('?company_downloads=true'), [colleague, press.username])
    assert.deepEqual(await namesOf('?company_downloads=true', { as: other }), [other.username])
    assert.deepEqual(await idsAt('product_type=creditpack&company_downloads=true'), [LAKE, HILL])
    assert.deepEqual(await idsAt('product_type=creditpack', { username: colleague }), [LAKE])
  })

  it('tell what was stated, by whom and under which product', async () => {
    const { json } = await send('GET', `/v3/images/${HILL}/downloadhistory`)
    const [paid, stated] = json.downloads
    assert.partialDeepStrictEqual(stated, {
      agreement_name: 'Agreement',
      asset_type: 'image',
      date_downloaded: '2026-06-20T09:30:15Z',
      download_notes: 'For the cover',
      download_source: 'api',
      product_type: 'premiumaccess',
      project_code: 'SPRING',
    })
    assert.deepEqual([paid.product_type, paid.project_code], ['creditpack', null])
    assert.equal((await fetch(stated.thumb_uri)).status, 200)
  })

  it('are unknown for images that are neither there nor were downloaded', async () => {
    const unknown = await send('GET', '/v3/images/999999999/downloadhistory')
    assert.deepEqual([unknown.status, unknown.json.ErrorCode], [404, 'ImageNotFound'])
    const none = await send('GET', `/v3/images/${HILL}/downloadhistory`, { as: other })
    assert.deepEqual([none.status, none.json], [200, { id: HILL, downloads: [] }])
  })

  it('charge team credits apart from the user’s own', async () => {
    const packOf = async () => (await send('GET', '/v3/products')).json.products[1]
    assert.partialDeepStrictEqual(await packOf(), { credits_remaining: 2, team_credits: 7 })
    const poor = await download(HILL, 'product_type=creditpack')
    assert.deepEqual([poor.status, poor.json.ErrorCode], [402, 'NotEnoughCreditsForPurchase'])
    assert.match(poor.json.ErrorMessage, /costs 4 credits; 2 are left/)
    assert.equal((await download(HILL, 'use_team_credits=true')).status, 200)
    assert.partialDeepStrictEqual(await packOf(), { credits_remaining: 2, team_credits: 3 })
    const none = await download(HILL, 'use_team_credits=true', { as: other })
    assert.deepEqual([none.status, none.json.ErrorCode], [401, 'NoAgreement'])
    assert.match(none.json.ErrorMessage, /no products with team credits/)
  })

  it('are closed to tokens without a user, and beyond the user to keys without the ability', async () => {
    const token = await clientToken(server, press)
    for (const path of [
      '/v3/downloads',
      `/v3/images/${LAKE}/downloadhistory`,
      '/v3/customers/current',
      '/v3/collections',
    ]) {
      const { status, json } = await ask(server, path, { key: press.key, token })
      assert.deepEqual([status, json.ErrorCode], [403, 'UnauthorizedToAccessResource'], path)
      assert.equal(json.ErrorMessage, NO_SUCH_TEXT)
    }
    for (const path of ['/v3/downloads', `/v3/images/${LAKE}/downloadhistory`]) {
      const { status, json } = await send('GET', `${path}?company_downloads=true`, { as: plain })
      assert.deepEqual([status, json.ErrorCode], [403, 'InsufficientPermissions'], path)
    }
    assert.deepEqual((await ask(server, '/v3/products', { key: press.key, token })).json, { products: [] })
  })

  it('name the user of the token', async () => {
    const { json } = await send('GET', '/v3/customers/current', { username: colleague })
    assert.deepEqual(json, { first_name: 'Bo', middle_name: null, last_name: 'Sample' })
  })

  it('begin with a download at either address, redirected by a header that clients find', async () => {
    const token = await tokenOf(other)
    for (const path of [`/v3/downloads/${HILL}`, `/v3/downloads/images/${HILL}`]) {
      const [answer] = await overHttp1(
        server.http,
        `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\napi-key: ${other.key}\r\nauthorization: Bearer ${token}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
      )
      assert.equal(answer!.status, 303)
      const lines = answer!.fields.filter((field) => /^location:/i.test(field))
      assert.equal(lines.length, 1)
      assert.match(lines[0]!, /^Location: http/)
    }
    assert.equal(
      (await send('GET', `/v3/images/${HILL}/downloadhistory`, { as: other })).json.downloads.length,
      1,
    )
  })
})
