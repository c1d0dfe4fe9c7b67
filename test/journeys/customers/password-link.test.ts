import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { command } from '../../support/command.ts'
import { signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { emptyLibrary, get, type Served, serve, type TestLibrary } from '../../support/library.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const PASSWORD = 'three words & 1'

describe('the link by which a user chooses a password', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let customer: TestCustomer
  let username: string

  before(async () => {
    library = await emptyLibrary(lifetime)
    customer = await signUp(library, { name: 'Northern Press' })
    username = customer.username
    server = await serve(library)
  })

  /** Asks for a link by command; returns its address at the server of the test. */
  async function newLink(args = ['link', username]): Promise<string> {
    const place = ['--data', library.config.data, '--public-url', server.http]
    const { stdout, stderr } = await command(['users', ...args, ...place, '--json'])
    assert.equal(stderr, '')
    return JSON.parse(stdout).link
  }
  const send = async (link: string, password: string, repeated = password) => {
    const response = await fetch(link, {
      method: 'POST',
      body: new URLSearchParams({ username, password, repeated }),
    })
    return { status: response.status, text: await response.text() }
  }

  it('works once, and signs the user out everywhere', async () => {
    const before = await userToken(server, customer)
    const products = (token: string) =>
      get(`${server.http}/v3/products`, { 'api-key': customer.key, authorization: `Bearer ${token}` })
    assert.equal((await products(before)).status, 200)
    const link = await newLink()
    const page = await get(link)
    assert.match(page.text, /<h1>Choose a password<\/h1>/)
    assert.match(page.text, new RegExp(`value="${username}" autocomplete="username"`))
    assert.equal(
      (await get(link)).status,
      200,
      'a program that looks at links in messages does not use it up',
    )
    assert.match((await send(link, PASSWORD)).text, /Your password is saved/)
    assert.equal((await products(before)).status, 401)
    assert.notEqual(await userToken(server, { ...customer, password: PASSWORD }), 'undefined')
    assert.equal(await userToken(server, customer), 'undefined')
    for (const answer of [await get(link), await send(link, PASSWORD)]) {
      assert.equal(answer.status, 404)
      assert.match(answer.text, /expired or was used before/)
    }
  })

  it('is printed for a user who is added, and is the only way in', async () => {
    const added = 'new@northern.example'
    const link = await newLink(['create', added, '--customer', customer.id])
    assert.equal(await userToken(server, { ...customer, username: added }), 'undefined')
    assert.equal((await send(link, PASSWORD)).status, 200)
    const signedIn = { ...customer, username: added, password: PASSWORD }
    assert.notEqual(await userToken(server, signedIn), 'undefined')
  })

  const REFUSED: Record<string, [string, string, RegExp]> = {
    'a short password': ['short', 'short', /12 to 256 characters/],
    'a password that is too long': ['x'.repeat(257), 'x'.repeat(257), /12 to 256 characters/],
    'passwords that differ': [PASSWORD, `${PASSWORD}!`, /passwords differ/],
  }
  for (const [what, [password, repeated, message]] of Object.entries(REFUSED))
    it(`is not used up by ${what}`, async () => {
      const link = await newLink()
      const { status, text } = await send(link, password, repeated)
      assert.equal(status, 400)
      assert.match(text, /role="alert"/)
      assert.match(text, message)
      assert.equal((await send(link, PASSWORD)).status, 200)
    })

  it('does not work when it has expired, when there is a newer one, or when the user has ended', async () => {
    const [older, newer] = [await newLink(), await newLink()]
    assert.equal((await get(older)).status, 404)
    await library.db.updateTable('passwordLink').set({ expiresMs: Date.now() }).execute()
    assert.equal((await send(newer, PASSWORD)).status, 404)
    const last = await newLink(['create', 'last@northern.example', '--customer', customer.id])
    await command(['users', 'end', 'last@northern.example', '--data', library.config.data])
    assert.equal((await get(last)).status, 404)
    assert.equal((await get(`${server.http}/set-password`)).status, 404)
  })

  it('sets the password once when it is used twice at once', async () => {
    const link = await newLink()
    const answers = await Promise.all([send(link, PASSWORD), send(link, `${PASSWORD}!`)])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404])
  })

  it('has a page that nobody can frame or cache, without scripts, which is not for another form', async () => {
    const link = await newLink()
    const { headers, text } = await get(link)
    assert.match(headers.get('content-security-policy')!, /default-src 'none'.*frame-ancestors 'none'/)
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.doesNotMatch(text, /<script|style=/)
    const other = await fetch(link, { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } })
    assert.equal(other.status, 400)
    assert.match(await other.text(), /could not be read/)
  })

  it('has a page in the languages of the gallery', async () => {
    const link = await newLink()
    const titles = {
      de: 'Passwort wählen',
      fr: 'Choisir un mot de passe',
      es: 'Elegir una',
      ja: 'パスワード',
    }
    for (const [language, title] of Object.entries(titles)) {
      const { text } = await get(link, { 'accept-language': language })
      assert.match(text, new RegExp(`<html lang="${language}">[^]*<h1>${title}`))
    }
  })

  it('is in the records only as a hash', async () => {
    const link = new URL(await newLink())
    const rows = await library.db.selectFrom('passwordLink').selectAll().execute()
    assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(link.searchParams.get('token')!))
  })
})
