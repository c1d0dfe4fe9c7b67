import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request as httpsRequest } from 'node:https'
import { before, describe, it } from 'node:test'
import { changeClient, listClients } from '../../../src/access/clients.ts'
import { changePassword, endUser, findUser } from '../../../src/access/users.ts'
import { command } from '../../support/command.ts'
import { signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import {
  askSession,
  cookiesOf,
  FROM_PAGE,
  galleryKey,
  getAsUser,
  signInToGallery,
} from '../../support/gallery-session.ts'
import { get, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { libraryOfPictures } from '../../support/library-of-pictures.ts'
import { openSignIn, sendSignIn } from '../../support/sign-in.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

describe('a session of the gallery', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let customer: TestCustomer
  let other: TestCustomer

  before(async () => {
    const pictures = { '1.jpg': { title: 'A picture', width: 700, height: 500 } }
    library = await libraryOfPictures(lifetime, pictures, { gallery: true })
    customer = await signUp(library)
    other = await signUp(library, { name: 'Other' })
    server = await serve(library)
    const gallery = (await listClients(library.db)).find((client) => client.gallery === 1)!
    await library.db.transaction().execute((tx) => changeClient(tx, gallery.id, { qps: null }))
  })

  /** Signs in; returns the cookies and an access token. */
  async function signedIn(who = customer) {
    const { cookies } = await signInToGallery(server, who)
    return { cookies, token: (await askSession(server, '/session/token', cookies)).token }
  }
  const statusOf = async (token: string) => (await getAsUser(server, '/v3/products', token)).status

  it('is for users of every customer, who are named to their own page only', async () => {
    for (const [who, company] of [
      [customer, 'Northern Press'],
      [other, 'Other'],
    ] as const) {
      const { status, cookies } = await signInToGallery(server, who)
      assert.equal(status, 303)
      const { json, headers } = await askSession(server, '/session/token', cookies)
      assert.deepEqual([json.name, json.company, json.expires_in], [who.username, company, 1800])
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.equal(headers.get('access-control-allow-origin'), null)
      const { json: found } = await getAsUser(server, '/v3/products', json.access_token)
      assert.deepEqual(
        found.products.map((product: { type: string }) => product.type),
        ['easyaccess'],
      )
    }
  })

  it('is in cookies that scripts cannot read and no other site makes a browser send', async () => {
    const ca = await readFile(server.ca)
    const send = async (method: string, headers: Record<string, string>, body = '') => {
      const sent = httpsRequest(`${server.https}/sign-in`, { ca, method, headers })
      sent.end(body)
      const [response] = await once(sent, 'response')
      return { response, text: Buffer.concat(await response.toArray()).toString() }
    }
    const page = await send('GET', {})
    const token = /name="token" value="([^"]+)"/.exec(page.text)![1]!
    const form = new URLSearchParams({
      token,
      username: customer.username,
      password: customer.password,
    }).toString()
    const { response } = await send(
      'POST',
      {
        cookie: page.response.headers['set-cookie'][0].split(';')[0],
        'content-type': 'application/x-www-form-urlencoded',
      },
      form,
    )
    const [session, mark] = response.headers['set-cookie']
    const age = 'Path=/; Max-Age=1209600'
    assert.match(
      session,
      new RegExp(`^__Host-vitrine-session=[\\w-]{43}; ${age}; HttpOnly; SameSite=Strict; Secure$`),
    )
    assert.match(mark, new RegExp(`^__Host-vitrine-signed-in=[\\w-]{12}; ${age}; SameSite=Lax; Secure$`))
  })

  it('begins only with our own form, the right password, and anew each time', async () => {
    const address = `${server.http}/sign-in`
    const page = await openSignIn(address)
    const { username, password } = customer
    const wrong = await sendSignIn(address, page, { username, password: 'a wrong password' })
    assert.deepEqual([wrong.status, wrong.headers.getSetCookie()], [400, []])
    assert.match(wrong.html, /role="alert"/)
    const foreign = { cookie: '', token: page.token }
    assert.equal((await sendSignIn(address, foreign, { username, password })).status, 403)
    const crossSite = { 'sec-fetch-site': 'cross-site' }
    assert.equal((await sendSignIn(address, page, { username, password }, crossSite)).status, 403)

    const first = await signInToGallery(server, customer)
    const chosenByOthers = `vitrine-session=${'A'.repeat(43)}`
    const second = await signInToGallery(server, customer, { cookie: chosenByOthers })
    assert.doesNotMatch(second.cookies, /AAAA/)
    const third = await signInToGallery(server, customer, { cookie: first.cookies })
    const valid = [first, second, third].map(({ cookies }) => askSession(server, '/session/token', cookies))
    assert.deepEqual(
      (await Promise.all(valid)).map(({ status }) => status),
      [401, 200, 200],
      'a browser that signs in again has one session',
    )
  })

  it('leads back to a place in the gallery and nowhere else', async () => {
    const places = {
      '/': '/',
      '/?phrase=a+lake&lang=de': '/?phrase=a+lake&lang=de',
      '/detail/a-lake/100000001': '/detail/a-lake/100000001',
      '/downloads': '/downloads',
      'https://elsewhere.example/': '/',
      '//elsewhere.example/events/1': '/',
      '/\\elsewhere.example/events/1': '/',
      '/\t/elsewhere.example/events/1': '/',
      'javascript:alert(1)': '/',
      '/session/end': '/',
      '/v3/images': '/',
    }
    for (const [to, expected] of Object.entries(places)) {
      const query = `?${new URLSearchParams({ to })}`
      assert.equal((await signInToGallery(server, customer, { query })).location, expected, to)
      const { text } = await get(`${server.http}/sign-in${query}`)
      assert.equal(/<a href="([^"]+)"/.exec(text)![1], expected.replaceAll('&', '&amp;'))
    }
    const twice = await signInToGallery(server, customer, { query: '?to=/events&to=//elsewhere.example' })
    assert.equal(twice.location, '/')
  })

  it('yields tokens to the page alone', async () => {
    const { cookies } = await signInToGallery(server, customer)
    const elsewhere = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
      {},
    ]
    for (const headers of elsewhere)
      for (const path of ['/session/token', '/session/end'] as const)
        assert.equal((await askSession(server, path, cookies, headers as Record<string, string>)).status, 403)
    assert.equal((await askSession(server, '/session/token', cookies, { origin: server.http })).status, 200)
    assert.equal((await get(`${server.http}/session/token`, { cookie: cookies })).status, 405)
  })

  it('has tokens that work with the key of the gallery alone, and only they let that key change anything', async () => {
    const { cookies, token } = await signedIn()
    const key = await galleryKey(server)
    const download = async (headers: Record<string, string>) =>
      (
        await fetch(`${server.http}/v3/downloads/images/100000001?auto_download=false`, {
          method: 'POST',
          headers,
        })
      ).status
    const asPage = { ...FROM_PAGE, 'api-key': key }
    const session = /vitrine-session=([^;]+)/.exec(cookies)![1]!
    assert.deepEqual(
      await Promise.all([
        download({ ...asPage, authorization: `Bearer ${token}` }),
        download(asPage),
        download({ ...asPage, authorization: 'Bearer ' }),
        download({ ...asPage, authorization: `Bearer ${session}` }),
        download({ ...asPage, authorization: `Bearer ${await userToken(server, customer)}` }),
        download({ 'api-key': key, authorization: `Bearer ${token}` }),
        download({ 'api-key': customer.key, authorization: `Bearer ${token}` }),
      ]),
      [200, 403, 401, 401, 401, 403, 401],
    )
    const { json } = await getAsUser(server, '/v3/downloads', token)
    assert.equal(json.downloads[0].download_source, 'web')
  })

  const ENDS: Record<string, (cookies: string) => Promise<unknown>> = {
    'sign-out': (cookies) => askSession(server, '/session/end', cookies),
    'vitrine tokens revoke --user': () =>
      command(['tokens', 'revoke', '--user', customer.username, '--data', library.config.data]),
    'vitrine tokens revoke --customer': () =>
      command(['tokens', 'revoke', '--customer', customer.id, '--data', library.config.data]),
    'a new password': async () => {
      const user = (await findUser(library.db, customer.username))!
      const { passwordHash } = user
      await library.db.transaction().execute((tx) => changePassword(tx, user, passwordHash!, library.now()))
    },
    'the end of its time': () =>
      library.db.updateTable('token').set({ expiresMs: 1 }).where('kind', '<>', 'refresh').execute(),
  }
  for (const [what, end] of Object.entries(ENDS))
    it(`is over at once by ${what}, with all its tokens`, async () => {
      const { cookies, token } = await signedIn()
      const later = (await askSession(server, '/session/token', cookies)).token
      assert.deepEqual([await statusOf(token), await statusOf(later)], [200, 200])
      await end(cookies)
      assert.deepEqual([await statusOf(token), await statusOf(later)], [401, 401])
      const { status, headers } = await askSession(server, '/session/token', cookies)
      assert.equal(status, 401)
      assert.equal(cookiesOf(headers), '')
      assert.match(headers.getSetCookie().join(), /vitrine-session=; Path=\/; Max-Age=0/)
    })

  it('is over with its user', async () => {
    const gone = await signUp(library, { name: 'Gone' })
    const { token } = await signedIn(gone)
    const user = (await findUser(library.db, gone.username))!
    await library.db.transaction().execute((tx) => endUser(tx, user, library.now()))
    assert.equal(await statusOf(token), 401)
    assert.equal((await signInToGallery(server, gone)).status, 400)
  })

  it('leaves nothing of its user in pages or in the records', async () => {
    const { cookies, token } = await signedIn()
    for (const path of ['/', '/downloads', '/agreements', '/detail/x/100000001']) {
      const signed = await get(server.http + path, { cookie: cookies })
      const unsigned = await get(server.http + path)
      assert.equal(signed.text, unsigned.text)
      assert.equal(signed.headers.get('etag'), unsigned.headers.get('etag'))
      assert.deepEqual(signed.headers.getSetCookie(), [])
    }
    const session = /vitrine-session=([^;]+)/.exec(cookies)![1]!
    const records = JSON.stringify([
      await library.db.selectFrom('token').selectAll().execute(),
      await library.db.selectFrom('authorization').selectAll().execute(),
    ])
    assert.ok(!records.includes(session) && !records.includes(token))
  })

  it('is in the language of the page that led to it', async () => {
    const languages = { de: 'Anmelden', fr: 'Se connecter', es: 'Iniciar sesión', ja: 'ログイン' }
    for (const [lang, title] of Object.entries(languages)) {
      const { text } = await get(`${server.http}/sign-in?lang=${lang}`, { 'accept-language': 'en' })
      assert.match(text, new RegExp(`<html lang="${lang}">[^]*<h1>${title}</h1>`))
      assert.doesNotMatch(text, /[{}]|undefined|vitrine-demo/)
    }
  })

  it('is not offered where there is no gallery', async (t) => {
    const closed = await serve({ ...library, config: { ...library.config, gallery: false } })
    t.after(() => closed.stop())
    assert.equal((await get(`${closed.http}/sign-in`)).status, 404)
    assert.equal((await askSession(closed, '/session/token', '')).status, 404)
  })

  it('takes attempts from the same limit as programs do', async () => {
    const address = `${server.http}/sign-in`
    const page = await openSignIn(address)
    const guess = { username: other.username, password: 'a wrong password' }
    let answer = await sendSignIn(address, page, guess)
    for (let tries = 1; answer.status === 400 && tries < 30; tries++)
      answer = await sendSignIn(address, page, guess)
    assert.equal(answer.status, 429)
    assert.ok(Number(answer.headers.get('retry-after')) > 0)
  })
})
