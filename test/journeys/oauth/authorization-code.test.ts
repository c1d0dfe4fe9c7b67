import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { pino } from 'pino'
import { changeClient } from '../../../src/access/clients.ts'
import { ask, askToken, signUp, type TestCustomer } from '../../support/customers.ts'
import { emptyLibrary, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { overHttp1 } from '../../support/raw-http.ts'
import {
  newChallenge,
  openSignIn,
  REDIRECT_URI,
  sendSignIn,
  signInAddress,
  signInForCode,
} from '../../support/sign-in.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const PLAIN = 'a-verifier-that-is-sent-as-it-is-and-long-enough'

describe('the authorization code grant', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let confidential: TestCustomer
  let open: TestCustomer
  let clock = new Date('2026-02-03T12:00:00Z')

  before(async () => {
    library = { ...(await emptyLibrary(lifetime)), now: () => clock }
    confidential = await signUp(library, { redirectUris: [REDIRECT_URI] })
    open = await signUp(library, { name: 'Open Press', redirectUris: [REDIRECT_URI] })
    await changeClient(library.db, open.clientId, { isPublic: 1 })
    server = await serve(library)
  })

  const passBy = (ms: number) => {
    clock = new Date(clock.getTime() + ms)
  }

  /** Exchanges a code; null leaves a field out. */
  const exchange = (
    code: string,
    customer: TestCustomer,
    changes: Record<string, string | null> = {},
    headers: Record<string, string> = {},
  ) => {
    const isPublic = customer === open
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      client_id: customer.key,
      client_secret: isPublic ? null : customer.secret,
      ...changes,
    }
    const given = Object.entries(form).filter((field): field is [string, string] => field[1] !== null)
    return askToken(server, Object.fromEntries(given), { headers })
  }

  const worksWith = async (token: unknown, customer: TestCustomer) =>
    (await ask(server, '/v3/products', { key: customer.key, token: String(token) })).status

  for (const path of ['/oauth2/auth', '/v4/oauth2/auth'])
    it(`gives a confidential client tokens of its user (${path})`, async () => {
      const address = signInAddress(server, confidential, {}, path)
      const { username, password } = confidential
      const answer = await sendSignIn(address, await openSignIn(address), { username, password })
      assert.equal(answer.status, 302)
      assert.ok(answer.location!.startsWith(`${REDIRECT_URI}&`), answer.location!)
      assert.equal(answer.back!.state, 'of the client')
      const { status, json, headers } = await exchange(answer.back!.code!, confidential)
      assert.equal(status, 200)
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.deepEqual([json.token_type, json.expires_in], ['Bearer', 1800])
      assert.equal(await worksWith(json.access_token, confidential), 200)
      const form = { grant_type: 'refresh_token', refresh_token: String(json.refresh_token) }
      const client = { client_id: confidential.key, client_secret: confidential.secret }
      const refreshed = await askToken(server, { ...form, ...client })
      assert.equal(refreshed.json.refresh_token, undefined)
      assert.equal(await worksWith(refreshed.json.access_token, confidential), 200)
    })

  it('gives a public client tokens without a secret, for either kind of challenge', async () => {
    const { verifier, challenge } = newChallenge()
    const kinds = [
      [{ code_challenge: challenge, code_challenge_method: 'S256' }, verifier],
      [{ code_challenge: PLAIN, code_challenge_method: 'plain' }, PLAIN],
      [{ code_challenge: PLAIN }, PLAIN],
    ] as const
    for (const [changes, code_verifier] of kinds) {
      const code = await signInForCode(signInAddress(server, open, changes), open)
      const { status, json } = await exchange(code, open, { code_verifier })
      assert.equal(status, 200, JSON.stringify([changes, json]))
      const form = { grant_type: 'refresh_token', refresh_token: String(json.refresh_token) }
      const { json: refreshed } = await askToken(server, { ...form, client_id: open.key })
      assert.equal(await worksWith(refreshed.access_token, open), 200)
    }
  })

  const refusals: readonly [
    string,
    { changes?: Record<string, string | null>; by?: 'open' | 'confidential'; wait?: number },
    string,
  ][] = [
    ['after 60 seconds', { wait: 60_000 }, 'invalid_grant'],
    ['from another redirect_uri', { changes: { redirect_uri: 'https://client.example/' } }, 'invalid_grant'],
    ['without a redirect_uri', { changes: { redirect_uri: null } }, 'invalid_request'],
    ['with another verifier', { changes: { code_verifier: PLAIN } }, 'invalid_grant'],
    ['without the verifier', { changes: { code_verifier: null } }, 'invalid_grant'],
    ['with a malformed verifier', { changes: { code_verifier: 'short' } }, 'invalid_request'],
    ['from another client', { by: 'confidential' }, 'invalid_grant'],
    ['from a public client with a secret', { changes: { client_secret: 'secret' } }, 'invalid_client'],
  ]
  for (const [what, { changes = {}, by = 'open', wait = 0 }, error] of refusals)
    it(`refuses a code ${what}`, async () => {
      const { verifier, challenge } = newChallenge()
      const asked = { code_challenge: challenge, code_challenge_method: 'S256' }
      const code = await signInForCode(signInAddress(server, open, asked), open)
      passBy(wait)
      const redeemer = by === 'open' ? open : confidential
      const { status, json } = await exchange(code, redeemer, { code_verifier: verifier, ...changes })
      assert.deepEqual([status, json.error], [error === 'invalid_client' ? 401 : 400, error])
      assert.equal(typeof json.error_description, 'string')
      assert.equal(json.access_token, undefined)
    })

  it('refuses a confidential client without its secret, even with the verifier', async () => {
    const { verifier, challenge } = newChallenge()
    const asked = { code_challenge: challenge, code_challenge_method: 'S256' }
    const code = await signInForCode(signInAddress(server, confidential, asked), confidential)
    for (const client_secret of [null, 'wrong']) {
      const form = { code_verifier: verifier, client_secret }
      const { status, json } = await exchange(code, confidential, form)
      assert.deepEqual([status, json.error], [401, 'invalid_client'])
    }
    assert.equal((await exchange(code, confidential, { code_verifier: verifier })).status, 200)
  })

  it('revokes what a code yielded when the code comes again, even after it expired', async () => {
    for (const wait of [0, 120_000]) {
      const code = await signInForCode(signInAddress(server, confidential), confidential)
      const { json } = await exchange(code, confidential)
      passBy(wait)
      assert.equal(await worksWith(json.access_token, confidential), 200)
      const again = await exchange(code, confidential)
      assert.deepEqual([again.status, again.json.error], [400, 'invalid_grant'])
      assert.equal(await worksWith(json.access_token, confidential), 401)
      const form = { grant_type: 'refresh_token', refresh_token: String(json.refresh_token) }
      const client = { client_id: confidential.key, client_secret: confidential.secret }
      assert.equal((await askToken(server, { ...form, ...client })).json.error, 'invalid_grant')
    }
  })

  it('leaves no valid token when a code is used several times at once', async () => {
    const code = await signInForCode(signInAddress(server, confidential), confidential)
    const { key: client_id, secret: client_secret } = confidential
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      client_id,
      client_secret,
    }
    const body = new URLSearchParams(form).toString()
    const use = (connection: string) =>
      `POST /oauth2/token HTTP/1.1\r\nHost: localhost\r\nConnection: ${connection}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    // In one packet, so that they arrive at the same time.
    const answers = await overHttp1(server.http, use('keep-alive').repeat(3) + use('close'))
    const yielded = answers.filter(({ status }) => status === 200)
    assert.deepEqual([answers.length, yielded.length], [4, 1])
    assert.equal(await worksWith(JSON.parse(yielded[0]!.body).access_token, confidential), 401)
  })

  it('accepts the credentials of a client by HTTP Basic, form-encoded or not', async () => {
    const { key, secret } = confidential
    const encoded = secret.replaceAll('-', '%2D').replaceAll('_', '%5F')
    for (const password of [secret, encoded]) {
      const code = await signInForCode(signInAddress(server, confidential), confidential)
      const authorization = `Basic ${Buffer.from(`${key}:${password}`).toString('base64')}`
      const none = { client_id: null, client_secret: null }
      assert.equal((await exchange(code, confidential, none, { authorization })).status, 200)
    }
  })

  it('leaves no password, code, token or secret in the log', async () => {
    const log: string[] = []
    const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) })
    const own = await serve(library, { logger })
    const { username, password, key, secret } = confidential
    const address = signInAddress(own, confidential)
    const page = await openSignIn(address)
    const mistyped = 'a mistyped password'
    await sendSignIn(address, page, { username, password: mistyped })
    const { back } = await sendSignIn(address, page, { username, password })
    const client = { client_id: key, client_secret: secret, redirect_uri: REDIRECT_URI }
    const redeemed = { ...client, grant_type: 'authorization_code', code: back!.code! }
    const { json } = await askToken(own, redeemed)
    await askToken(own, redeemed)
    await askToken(own, { ...client, grant_type: 'password', username, password: mistyped })
    await ask(own, '/v3/products', { key, token: String(json.access_token) })
    const told = [mistyped, password, page.token, back!.code!, secret, json.access_token, json.refresh_token]
    assert.ok(log.length >= 6)
    for (const text of told) assert.ok(!log.join('').includes(String(text)), String(text))
  })
})
