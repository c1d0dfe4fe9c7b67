import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { changeClient } from '../../../src/access/clients.ts'
import { hashPassword } from '../../../src/access/passwords.ts'
import { changePassword, findUser } from '../../../src/access/users.ts'
import { askToken, signUp, type TestCustomer } from '../../support/customers.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { openSignIn, REDIRECT_URI, sendSignIn, signInAddress } from '../../support/sign-in.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const GUESSES = 10
const ADDRESS_GUESSES = 100

const lifetime = suiteLifetime()
let library: TestLibrary
let server: Served
let customer: TestCustomer
let other: TestCustomer
let narrow: TestCustomer

const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})

before(async () => {
  library = await emptyLibrary(lifetime)
  customer = await signUp(library, { redirectUris: [REDIRECT_URI] })
  other = await signUp(library, { name: 'Other' })
  narrow = await signUp(library, { name: 'Narrow' })
  await changeClient(library.db, narrow.clientId, { grants: '["client_credentials"]' })
  server = await serve(library)
})

describe('a request for a token', () => {
  type Form = Record<string, string>
  const client = () => ({ client_id: customer.key, client_secret: customer.secret })
  const user = ({ username, password }: TestCustomer = customer) => ({
    grant_type: 'password',
    username,
    password,
  })

  const refusals: readonly [string, () => Form, number, string][] = [
    ['without a grant', () => client(), 400, 'invalid_request'],
    ['with an unknown grant', () => ({ ...client(), grant_type: 'magic' }), 400, 'unsupported_grant_type'],
    ['of an unknown client', () => ({ ...client(), ...user(), client_id: 'nobody' }), 401, 'invalid_client'],
    ['without credentials', () => user(), 401, 'invalid_client'],
    ['with a wrong secret', () => ({ ...client(), ...user(), client_secret: 'x' }), 401, 'invalid_client'],
    ['with a wrong password', () => ({ ...client(), ...user(), password: 'x' }), 400, 'invalid_grant'],
    ['without a password', () => ({ ...client(), grant_type: 'password' }), 400, 'invalid_request'],
    ["for another customer's user", () => ({ ...client(), ...user(other) }), 400, 'invalid_grant'],
    [
      'with an unknown refresh token',
      () => ({ ...client(), grant_type: 'refresh_token', refresh_token: 'x' }),
      400,
      'invalid_grant',
    ],
    [
      'with an unknown code',
      () => ({ ...client(), grant_type: 'authorization_code', code: 'x', redirect_uri: REDIRECT_URI }),
      400,
      'invalid_grant',
    ],
    [
      'with a grant that the client does not have',
      () => ({ client_id: narrow.key, client_secret: narrow.secret, ...user(narrow) }),
      400,
      'unauthorized_client',
    ],
  ]
  for (const [what, form, status, error] of refusals)
    it(`is refused ${what}`, async () => {
      const answer = await askToken(server, form())
      assert.deepEqual([answer.status, answer.json.error], [status, error])
      assert.match(String(answer.json.error_description), /\w/)
      assert.equal(answer.headers.get('www-authenticate'), null)
      assert.equal(answer.headers.get('cache-control'), 'no-store')
    })

  it('is challenged when Basic credentials are wrong, and never overridden by the body', async () => {
    const form = { grant_type: 'client_credentials' }
    for (const headers of [basic(customer.key, 'wrong'), { authorization: 'Basic bm8gY29sb24=' }]) {
      const { status, json, headers: answered } = await askToken(server, form, { headers })
      assert.deepEqual([status, json.error], [401, 'invalid_client'])
      assert.match(answered.get('www-authenticate')!, /^Basic realm=/)
    }
    const both = { ...form, client_id: other.key }
    const { status, json } = await askToken(server, both, { headers: basic(customer.key, customer.secret) })
    assert.deepEqual([status, json.error], [400, 'invalid_request'])
  })

  it('is refused unless it is a form that has each field once', async () => {
    const bodies = [
      ['application/json', JSON.stringify({ ...client(), grant_type: 'client_credentials' })],
      ['application/x-www-form-urlencoded', 'grant_type=password&grant_type=client_credentials'],
    ] as const
    for (const [type, body] of bodies) {
      const init = { method: 'POST', body, headers: { 'content-type': type } }
      const response = await fetch(`${server.http}/oauth2/token`, init)
      const json = (await response.json()) as Record<string, string>
      assert.deepEqual([response.status, json.error], [400, 'invalid_request'])
    }
  })

  it('has an answer that scripts of other sites may read, except at the old address', async () => {
    const form = { ...client(), grant_type: 'client_credentials' }
    const expected = [
      ['/oauth2/token', '*', 'number'],
      ['/v4/oauth2/token', null, 'string'],
    ] as const
    for (const [path, origin, type] of expected) {
      for (const answer of [await askToken(server, form, { path }), await askToken(server, {}, { path })])
        assert.equal(answer.headers.get('access-control-allow-origin'), origin, path)
      const { json } = await askToken(server, form, { path })
      assert.equal(typeof json.expires_in, type)
      const preflight = await fetch(server.http + path, { method: 'OPTIONS' })
      assert.equal(preflight.headers.get('access-control-allow-origin'), origin, path)
    }
  })

  it('is a POST: every other method gets 405 with a body that clients can read', async () => {
    for (const path of ['/oauth2/token', '/v4/oauth2/token'])
      for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
        const response = await fetch(server.http + path, { method })
        assert.equal(response.status, 405)
        assert.equal(response.headers.get('allow'), 'POST, OPTIONS')
        const json = (await response.json()) as Record<string, string>
        assert.match(json.error_description!, /not for this method/)
      }
  })

  it('counts against the rate of its key, however the key is sent', async () => {
    const limited = await signUp(library, { name: 'Limited', qps: 1 })
    const own = await serve(library)
    const form = { grant_type: 'client_credentials' }
    const headers = basic(limited.key, limited.secret)
    const answers = await Promise.all([1, 2, 3].map(() => askToken(own, form, { headers })))
    const refused = answers.filter(({ status }) => status === 429)
    assert.equal(refused.length, 2)
    const { headers: told, json } = refused[0]!
    assert.ok(Number(told.get('retry-after')) >= 1)
    assert.equal(told.get('ratelimit'), '"key";r=0;t=1')
    assert.equal(json.error_description, 'Too Many Requests')
  })
})

describe('guessing a password', () => {
  it('ends after ten attempts, whichever way they come and whether or not the user exists', async () => {
    const own = await serve(library)
    const client = { client_id: customer.key, client_secret: customer.secret, grant_type: 'password' }
    const address = signInAddress(own, customer)
    const page = await openSignIn(address)
    for (const username of [customer.username, 'nobody@example.com']) {
      const guess = (password: string) => askToken(own, { ...client, username, password })
      const guesses = await Promise.all(
        Array.from({ length: GUESSES }, (_, count) => guess(`wrong ${count}`)),
      )
      assert.ok(guesses.every(({ status }) => status === 400))
      const { status, json, headers } = await guess(customer.password)
      assert.deepEqual([status, json.error], [429, 'temporarily_unavailable'])
      assert.ok(Number(headers.get('retry-after')) > 60)
      const shown = await sendSignIn(address, page, { username, password: customer.password })
      assert.equal(shown.status, 429)
      assert.match(shown.html, /Try again in 15 min/)
      assert.ok(Number(shown.headers.get('retry-after')) > 60)
    }
    const spelt = await askToken(own, { ...client, username: customer.username.toUpperCase(), password: 'x' })
    assert.equal(spelt.status, 429)
  })

  it('does not keep others out, and starts anew after the right password', async () => {
    const own = await serve(library)
    const form = (who: TestCustomer, password = who.password) => ({
      client_id: who.key,
      client_secret: who.secret,
      grant_type: 'password',
      username: who.username,
      password,
    })
    for (let round = 0; round < 2; round++) {
      for (let count = 1; count < GUESSES; count++)
        assert.equal((await askToken(own, form(customer, 'wrong'))).status, 400)
      assert.equal((await askToken(own, form(customer))).status, 200)
    }
    for (let count = 0; count < GUESSES; count++) await askToken(own, form(customer, 'wrong'))
    assert.equal((await askToken(own, form(customer))).status, 429)
    assert.equal((await askToken(own, form(other))).status, 200)
  })

  it('ends after a hundred attempts from one address', async () => {
    // Users that exist, because their hashes cost little here.
    const users: string[] = []
    for (let count = 0; count <= ADDRESS_GUESSES / GUESSES; count++)
      users.push((await signUp(library, { name: `Target ${count}` })).username)
    const own = await serve(library)
    const client = { client_id: customer.key, client_secret: customer.secret, grant_type: 'password' }
    const statuses: number[] = []
    for (const username of users)
      for (let count = 0; count < GUESSES; count++)
        statuses.push((await askToken(own, { ...client, username, password: 'wrong' })).status)
    assert.ok(statuses.slice(0, ADDRESS_GUESSES).every((status) => status === 400))
    assert.ok(statuses.slice(ADDRESS_GUESSES).every((status) => status === 429))
  })
})

describe('a sign-in that fails', () => {
  it('takes the same work for a known and an unknown name', async () => {
    const known = await signUp(library, { name: 'Known' })
    const user = (await findUser(library.db, known.username))!
    const passwordHash = await hashPassword(known.password)
    await library.db.transaction().execute((tx) => changePassword(tx, user, passwordHash, library.now()))
    const own = await serve(library)
    const client = { client_id: known.key, client_secret: known.secret }
    /** The processor time of an attempt, which does not depend on what else the machine does. */
    const work = async (username: string) => {
      const before = process.cpuUsage()
      const { json } = await askToken(own, { ...client, grant_type: 'password', username, password: 'wrong' })
      assert.equal(json.error, 'invalid_grant')
      return process.cpuUsage(before).user
    }
    const least = async (username: string) => {
      const attempts = []
      for (let attempt = 0; attempt < 3; attempt++) attempts.push(await work(username))
      return Math.min(...attempts)
    }
    const ratio = (await least(known.username)) / (await least('nobody'))
    assert.ok(ratio > 0.6 && ratio < 1.7, `the ratio is ${ratio}`)
  })
})
