import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { endCustomer } from '../../../src/access/customers.ts'
import { changePassword, endUser, findUser } from '../../../src/access/users.ts'
import { ask, askToken, clientToken, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { REDIRECT_URI, signInAddress, signInForCode } from '../../support/sign-in.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { until } from '../../support/until.ts'

const SECOND_MS = 1000
const ACCESS_SECONDS = 1800
const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS

const lifetime = suiteLifetime()
let library: TestLibrary
let server: Served
let customer: TestCustomer
let clock = new Date('2026-02-03T12:00:00Z')

const passBy = (ms: number) => {
  clock = new Date(clock.getTime() + ms)
}

before(async () => {
  library = { ...(await emptyLibrary(lifetime)), now: () => clock }
  customer = await signUp(library, { redirectUris: [REDIRECT_URI] })
  server = await serve(library)
})

/** The status and the fault that an answer to a token names; null if it was accepted. */
async function faultOf(token: string, path = '/v3/products', { key }: { key: string } = customer) {
  const { status, headers } = await ask(server, path, { key, token })
  return status === 401
    ? /error="invalid_token",error_description="([^"]+)"/.exec(headers.get('www-authenticate') ?? '')![1]!
    : null
}

const askAsClient = (form: Record<string, string>, { key, secret }: TestCustomer = customer) =>
  askToken(server, { client_id: key, client_secret: secret, ...form })

const signIn = async () => {
  const { username, password } = customer
  const { json } = await askAsClient({ grant_type: 'password', username, password })
  return { access: String(json.access_token), refresh: String(json.refresh_token) }
}

const refresh = (token: string) => askAsClient({ grant_type: 'refresh_token', refresh_token: token })

describe('an access token that is not valid', () => {
  it('is refused by every operation, with the challenge', async () => {
    const other = await signUp(library, { name: 'Other' })
    const own = await serve(library)
    const { json } = await own.get('/openapi.json')
    const operations = Object.entries<object>(json.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    )
    assert.ok(operations.length > 60)
    const tokens = [await userToken(own, other), 'unknown', 'two words', '']
    for (const { method, path } of operations)
      for (const token of tokens) {
        const address = path.replaceAll(/\{[^}]+\}/g, '1')
        const { status, headers } = await ask(own, address, { key: customer.key, token, method })
        const what = `${method} ${path} "${token}"`
        assert.equal(status, 401, what)
        assert.equal(
          headers.get('www-authenticate'),
          'Bearer realm="Download",error="invalid_token",error_description="The access token is invalid"',
          what,
        )
      }
  })

  it('may be a refresh token or a code: neither opens anything', async () => {
    assert.equal(await faultOf((await signIn()).refresh), 'The access token is invalid')
    const code = await signInForCode(signInAddress(server, customer), customer)
    assert.equal(await faultOf(code), 'The access token is invalid')
  })

  it('is no refresh token either', async () => {
    const { json } = await refresh((await signIn()).access)
    assert.equal(json.error, 'invalid_grant')
  })
})

describe('time', () => {
  for (const [whose, get] of [
    ['a user', () => userToken(server, customer)],
    ['a client', () => clientToken(server, customer)],
  ] as const)
    it(`ends the access token of ${whose} after 30 minutes, even for public answers`, async () => {
      const token = await get()
      passBy(ACCESS_SECONDS * SECOND_MS - 1)
      assert.equal(await faultOf(token), null)
      assert.equal(await faultOf(token, '/v3/countries'), null)
      passBy(1)
      assert.equal(await faultOf(token), 'The access token has expired')
      assert.equal(await faultOf(token, '/v3/countries'), 'The access token has expired')
    })

  it('ends a refresh token after a year, and an access token got by it half an hour later', async () => {
    const { refresh: token } = await signIn()
    passBy(YEAR_MS - 1)
    const { json } = await refresh(token)
    passBy(1)
    assert.equal((await refresh(token)).json.error, 'invalid_grant')
    assert.equal(await faultOf(String(json.access_token)), null)
  })

  it('may go backwards without making a token last longer than it was issued for', async () => {
    const { access } = await signIn()
    passBy(-DAY_MS)
    assert.equal(await faultOf(access), null)
    passBy(DAY_MS + ACCESS_SECONDS * SECOND_MS)
    assert.equal(await faultOf(access), 'The access token has expired')
  })

  it('has the server delete what expired, and keep what is still valid', async () => {
    const { access, refresh: token } = await signIn()
    await signInForCode(signInAddress(server, customer), customer)
    for (let count = 0; count < 3; count++) await clientToken(server, customer)
    passBy(2 * DAY_MS)
    const { db } = library
    const count = (table: 'authorization' | 'token' | 'authorizationCode') =>
      db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    const expired = () =>
      db.selectFrom('token').select('kind').where('expiresMs', '<', clock.getTime()).execute()
    await until(expired, (rows) => rows.length === 0, 10_000)
    assert.equal(Number((await count('authorizationCode')).rows), 0)
    // Only those with a refresh token are left.
    assert.equal((await count('authorization')).rows, (await count('token')).rows)
    assert.equal(await faultOf(access), 'The access token is invalid')
    assert.equal((await refresh(token)).status, 200)
  })
})

describe('a change in the records', () => {
  it('revokes the tokens and codes of a user whose password changes', async () => {
    const { access, refresh: token } = await signIn()
    const own = await clientToken(server, customer)
    const code = await signInForCode(signInAddress(server, customer), customer)
    const user = (await findUser(library.db, customer.username))!
    await library.db.transaction().execute((tx) => changePassword(tx, user, user.passwordHash!, clock))
    assert.equal(await faultOf(access), 'The access token is invalid')
    assert.equal((await refresh(token)).json.error, 'invalid_grant')
    const form = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI }
    assert.equal((await askAsClient(form)).json.error, 'invalid_grant')
    assert.equal(await faultOf(own), null)
  })

  it('revokes all tokens of a customer that ends, and issues no more', async () => {
    const ended = await signUp(library, { name: 'Ended' })
    const own = await serve(library)
    const [access, client] = [await userToken(own, ended), await clientToken(own, ended)]
    await library.db.transaction().execute((tx) => endCustomer(tx, ended.id, clock))
    for (const token of [access, client]) {
      const { status } = await ask(own, '/v3/products', { key: ended.key, token })
      assert.ok([401, 403].includes(status), String(status))
    }
    const { username, password } = ended
    const askForToken = () => askAsClient({ grant_type: 'client_credentials' }, ended)
    await until(askForToken, ({ status }) => status === 401, 5000)
    const form = { grant_type: 'password', username, password }
    assert.equal((await askAsClient(form, ended)).json.error, 'invalid_client')
  })

  it('revokes the tokens of a user who ends', async () => {
    const { access } = await signIn()
    const user = (await findUser(library.db, customer.username))!
    await library.db.transaction().execute((tx) => endUser(tx, user, clock))
    assert.equal(await faultOf(access), 'The access token is invalid')
    const { username, password } = customer
    const { json } = await askAsClient({ grant_type: 'password', username, password })
    assert.equal(json.error, 'invalid_grant')
  })
})
