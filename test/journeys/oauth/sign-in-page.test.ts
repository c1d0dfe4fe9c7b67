import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { get as httpsGet } from 'node:https'
import { before, describe, it } from 'node:test'
import { changeClient } from '../../../src/access/clients.ts'
import { signUp, type TestCustomer } from '../../support/customers.ts'
import { emptyLibrary, get, type Served, serve } from '../../support/library.ts'
import { newChallenge, openSignIn, REDIRECT_URI, sendSignIn, signInAddress } from '../../support/sign-in.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const { challenge } = newChallenge()
const S256 = { code_challenge: challenge, code_challenge_method: 'S256' }

describe('the sign-in page', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let customer: TestCustomer
  let other: TestCustomer
  let open: TestCustomer
  let narrow: TestCustomer
  let expired: TestCustomer

  before(async () => {
    const library = await emptyLibrary(lifetime)
    customer = await signUp(library, { name: 'Ada & <b>Sons</b>', redirectUris: [REDIRECT_URI] })
    other = await signUp(library, { name: 'Other', redirectUris: [REDIRECT_URI] })
    open = await signUp(library, { name: 'Open', redirectUris: [REDIRECT_URI] })
    narrow = await signUp(library, { name: 'Narrow', redirectUris: [REDIRECT_URI] })
    expired = await signUp(library, { name: 'Expired', redirectUris: [REDIRECT_URI] })
    await changeClient(library.db, open.clientId, { isPublic: 1 })
    await changeClient(library.db, narrow.clientId, { grants: '["password"]' })
    await changeClient(library.db, expired.clientId, { expiresMs: 1 })
    server = await serve(library)
  })

  it('says who asks, what for, and where it leads', async () => {
    const { status, headers, text } = await get(signInAddress(server, customer))
    assert.equal(status, 200)
    assert.match(text, /Ada &amp; &lt;b&gt;Sons&lt;\/b&gt;/)
    assert.match(text, /client\.example/)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('access-control-allow-origin'), null)
    assert.doesNotMatch(text, /<script|style=/)
  })

  it('can be framed by nobody, and leads only to the client', async () => {
    const { headers } = await get(signInAddress(server, customer))
    const policy = headers.get('content-security-policy')!
    assert.match(policy, /frame-ancestors 'none'/)
    assert.match(policy, /form-action 'self' https:\/\/client\.example(?:;|$)/)
    assert.equal(headers.get('x-frame-options'), 'DENY')
  })

  const languages = [
    ['de-AT,en;q=0.5', 'de', 'Anmelden'],
    ['it, fr-CA;q=0.8, en;q=0.2', 'fr', 'Se connecter'],
    ['es', 'es', 'Iniciar sesión'],
    ['ja-JP', 'ja', 'ログイン'],
    ['sv', 'en', 'Sign in'],
  ] as const
  for (const [header, language, title] of languages)
    it(`is in ${language} for "${header}"`, async () => {
      const { text, headers } = await get(signInAddress(server, customer), { 'accept-language': header })
      assert.match(text, new RegExp(`<html lang="${language}">`))
      assert.match(text, new RegExp(`<h1>${title}</h1>`))
      assert.doesNotMatch(text, /[{}]|undefined/)
      assert.equal(headers.get('content-language'), language)
    })

  it('never sends a browser to an address that is not registered, letter by letter', async () => {
    const redirects = [
      null,
      '',
      'https://elsewhere.example/',
      `${REDIRECT_URI}&more=1`,
      REDIRECT_URI.replace('client', 'CLIENT'),
      REDIRECT_URI.replace('https', 'http'),
      '//client.example/callback?from=vitrine',
    ]
    for (const redirect_uri of redirects) {
      const { status, headers, text } = await get(signInAddress(server, customer, { redirect_uri }))
      assert.deepEqual([status, headers.get('location')], [400, null], String(redirect_uri))
      assert.match(text, /redirect_uri/)
      assert.doesNotMatch(text, /elsewhere/)
      assert.match(headers.get('content-security-policy')!, /frame-ancestors 'none'/)
    }
    const twice = `${signInAddress(server, customer)}&redirect_uri=https://elsewhere.example/`
    assert.equal((await get(twice)).status, 400)
  })

  it('never sends a browser back for a client that is unknown or expired', async () => {
    for (const client_id of [null, 'nobody', expired.key, server.key]) {
      const { status, headers, text } = await get(signInAddress(server, customer, { client_id }))
      assert.deepEqual([status, headers.get('location')], [400, null])
      assert.match(text, /client_id/)
    }
  })

  const faults: readonly [string, Record<string, string | null>, string, ('open' | 'narrow')?][] = [
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['no response type', { response_type: null }, 'invalid_request'],
    ['another method', { ...S256, code_challenge_method: 'S512' }, 'invalid_request'],
    ['a short challenge', { ...S256, code_challenge: 'short' }, 'invalid_request'],
    ['a method without a challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
    ['a public client without a challenge', {}, 'invalid_request', 'open'],
    ['a client without this grant', {}, 'unauthorized_client', 'narrow'],
  ]
  for (const [what, changes, error, who] of faults)
    it(`tells the client about ${what}`, async () => {
      const client = who === 'open' ? open : who === 'narrow' ? narrow : customer
      const { status, headers } = await get(signInAddress(server, client, changes))
      assert.equal(status, 302)
      const location = headers.get('location')!
      assert.ok(location.startsWith(`${REDIRECT_URI}&`), location)
      const { searchParams } = new URL(location)
      assert.deepEqual(
        [searchParams.get('error'), searchParams.get('state'), searchParams.has('code')],
        [error, 'of the client', false],
      )
      // RFC 6749, 4.1.2.1
      assert.match(searchParams.get('error_description')!, /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/)
    })

  it('tells the client about a parameter that is given twice', async () => {
    const { headers } = await get(`${signInAddress(server, customer)}&scope=a&scope=b`)
    assert.equal(new URL(headers.get('location')!).searchParams.get('error'), 'invalid_request')
  })

  it('tells the client that the user did not allow it', async () => {
    const address = signInAddress(server, customer)
    const { status, back } = await sendSignIn(address, await openSignIn(address), { decision: 'deny' })
    assert.deepEqual([status, back!.error, back!.state], [302, 'access_denied', 'of the client'])
  })

  it('is shown again after a wrong password, with the name but without the password', async () => {
    const address = signInAddress(server, customer)
    const page = await openSignIn(address)
    const wrong = { username: customer.username, password: 'a wrong password' }
    const { status, html, location } = await sendSignIn(address, page, wrong)
    assert.deepEqual([status, location], [400, null])
    assert.match(html, /role="alert"/)
    assert.ok(html.includes(`value="${customer.username}"`))
    assert.ok(!html.includes(wrong.password))
  })

  it("refuses users of another customer like a wrong password's", async () => {
    const address = signInAddress(server, customer)
    const { username, password } = other
    const { status, html } = await sendSignIn(address, await openSignIn(address), { username, password })
    assert.equal(status, 400)
    assert.match(html, /The user name or the password is wrong/)
  })

  it('accepts only its own form, from the browser that it was made for', async () => {
    const address = signInAddress(server, customer)
    const [page, elsewhere] = [await openSignIn(address), await openSignIn(address)]
    const { username, password } = customer
    const forms = [
      [{ cookie: page.cookie, token: '' }, {}],
      [{ cookie: '', token: page.token }, {}],
      [{ cookie: elsewhere.cookie, token: page.token }, {}],
      [{ cookie: 'vitrine-form=short', token: page.token }, {}],
      [page, { 'sec-fetch-site': 'cross-site' }],
      [page, { 'sec-fetch-site': 'same-site' }],
    ] as const
    for (const [given, headers] of forms) {
      const { status, html, location } = await sendSignIn(address, given, { username, password }, headers)
      assert.deepEqual([status, location], [403, null])
      assert.match(html, /This form has expired/)
    }
    const denied = await sendSignIn(address, { cookie: '', token: '' }, { decision: 'deny' })
    assert.equal(denied.location, null)
    const { status } = await sendSignIn(
      address,
      page,
      { username, password },
      { 'sec-fetch-site': 'same-origin' },
    )
    assert.equal(status, 302)
  })

  it('has a cookie that no other host can set or read over HTTPS, and no script', async () => {
    const ca = await readFile(server.ca)
    const [request] = await once(
      httpsGet(signInAddress({ http: server.https }, customer), { ca }),
      'response',
    )
    const [cookie] = request.headers['set-cookie']
    request.resume()
    assert.match(cookie, /^__Host-vitrine-form=[\w-]{32}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
  })

  it('works in two tabs of a browser', async () => {
    const address = signInAddress(server, customer)
    const first = await openSignIn(address)
    const second = await openSignIn(address, { cookie: first.cookie })
    const { username, password } = customer
    for (const page of [second, first])
      assert.equal((await sendSignIn(address, page, { username, password })).status, 302)
  })

  it('answers a body that is no form with a page', async () => {
    const response = await fetch(signInAddress(server, customer), { method: 'POST', body: '{}' })
    assert.equal(response.status, 400)
    assert.match(await response.text(), /The form could not be read/)
  })

  it('has no other methods', async () => {
    for (const path of ['/oauth2/auth', '/v4/oauth2/auth']) {
      const response = await fetch(server.http + path, { method: 'DELETE' })
      assert.equal(response.status, 405)
      assert.match(response.headers.get('allow')!, /GET.*POST/)
    }
  })

  it('has its styles and icon without the gallery, and none of its scripts', async () => {
    const { text } = await get(signInAddress(server, customer))
    const files = [...text.matchAll(/(?:href|src)="(\/gallery\/[^"]+)"/g)].map(([, path]) => path!)
    assert.ok(files.length >= 3)
    for (const path of files) assert.equal((await get(server.http + path)).status, 200, path)
    assert.equal((await get(`${server.http}/gallery/main.js`)).status, 404)
  })
})
