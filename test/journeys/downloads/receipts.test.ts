import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { openBrowser } from '../../support/browser.ts'
import { vitrine } from '../../support/cli.ts'
import { ask, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { axeFindings } from '../../support/gallery-page.ts'
import {
  emptyLibrary,
  get,
  ingestAndIndex,
  type Served,
  serve,
  temporaryFolder,
} from '../../support/library.ts'
import { writePicture } from '../../support/pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const PRODUCTS = [
  { type: 'premiumaccess', terms: { period: 'monthly', limit: 10, projectCodes: ['SPRING'] } },
] as const
const BODY = JSON.stringify({ download_notes: 'For the cover', project_code: 'SPRING' })

describe('the receipt of a download', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let customer: TestCustomer
  let other: TestCustomer
  let token: string
  let id: string

  const read = (path: string) => ask(server, path, { key: customer.key, token })

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    await writePicture(folder, 'a.jpg', { title: 'Harbour', credit: 'Ada / Northern' })
    const library = await emptyLibrary(lifetime)
    await ingestAndIndex(library, folder)
    customer = await signUp(library, { products: PRODUCTS })
    other = await signUp(library, { name: 'Southern Press' })
    server = await serve(library)
    token = await userToken(server, customer)
    const answer = await ask(server, '/v3/downloads/images/100000001', {
      key: customer.key,
      token,
      method: 'POST',
      body: BODY,
      headers: { 'content-type': 'application/json' },
    })
    id = new URL(answer.headers.get('location')!).pathname.split('/')[2]!
  })

  it('is read without parameters, even those that old clients send elsewhere', async () => {
    const { status, json } = await read(`/v1/receipts/${id}?prestige_content_only=true`)
    assert.equal(status, 400)
    assert.match(json.detail, /Unknown parameter 'prestige_content_only'/)
  })

  it('states what was licensed, and the library has signed it', async () => {
    const { status, json } = await read(`/v1/receipts/${id}`)
    assert.equal(status, 200)
    const { receipt, jws } = json
    assert.deepEqual(
      [receipt.id, receipt.asset.title, receipt.customer.name, receipt.user.name],
      [id, 'Harbour', 'Northern Press', customer.username],
    )
    assert.deepEqual(receipt.agreement, { id: 1, name: 'Agreement', version: 1 })
    assert.deepEqual([receipt.project_code, receipt.notes], ['SPRING', 'For the cover'])
    assert.equal(receipt.credit.credit_line, 'Ada / Northern')

    const { json: published } = await get(`${server.http}/.well-known/vitrine-receipts.json`)
    const [header, payload, signature] = jws.split('.')
    assert.deepEqual(decoded(header), { alg: 'EdDSA', typ: 'vitrine-receipt', kid: published.keys[0].kid })
    assert.deepEqual(decoded(payload), receipt)
    const key = createPublicKey({ key: published.keys[0], format: 'jwk' })
    const signed = Buffer.from(`${header}.${payload}`)
    assert.ok(verify(null, signed, key, Buffer.from(signature, 'base64url')))
  })

  it('is a page to read and print, in five languages, at a signed link', async (t) => {
    const { page_uri: uri } = (await read(`/v1/receipts/${id}`)).json
    const titles = { en: 'Receipt', de: 'Beleg', fr: 'Reçu', es: 'Recibo', ja: '証明書' }
    for (const [language, title] of Object.entries(titles)) {
      const { status, text } = await get(uri, { 'accept-language': language })
      assert.equal(status, 200)
      for (const part of [`lang="${language}"`, `<h1>${title}</h1>`, id, 'Northern Press', 'SPRING'])
        assert.ok(text.includes(part), `${language}: ${part}`)
    }
    const { text: fromGallery } = await get(`${uri}&lang=fr`, { 'accept-language': 'de' })
    assert.ok(fromGallery.includes('<h1>Reçu</h1>'), 'the language of the page that led here')
    assert.equal((await get(uri.replace('s=', 's=x'))).status, 403)
    assert.equal((await get(uri.replace(id, 'other'))).status, 403)
    const browser = await openBrowser(t)
    if (!browser) return
    const page = await browser.newPage()
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await page.goto(uri)
      assert.deepEqual(await axeFindings(page), [])
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${width} px`)
    }
  })

  it('is verified without the server', async () => {
    const [genuine, keys] = await Promise.all([
      read(`/v1/receipts/${id}`).then(({ json }) => json),
      get(`${server.http}/.well-known/vitrine-receipts.json`),
    ])
    const { jws, receipt } = genuine
    const [header, payload, signature] = jws.split('.')
    const otherKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })
    const forged = Buffer.from(JSON.stringify({ ...receipt, id: 'forged' })).toString('base64url')
    const cases: [name: string, receipt: string, key: string | Buffer, code: number, says: RegExp][] = [
      ['genuine', JSON.stringify(genuine), keys.text, 0, /Northern Press/],
      ['signature alone', jws, keys.text, 0, /SPRING/],
      ['edited', JSON.stringify({ jws, receipt: { ...receipt, notes: null } }), keys.text, 1, /differs/],
      ['forged', `${header}.${forged}.${signature}`, keys.text, 1, /signature is wrong/],
      ['cut', `${header}.${payload}`, keys.text, 1, /no receipt/],
      ['of another library', jws, otherKey, 1, /not among the given ones/],
      ['with no key', jws, 'no key', 2, /Ed25519 public key/],
    ]
    const folder = await temporaryFolder(lifetime)
    for (const [name, content, key, code, says] of cases) {
      await writeFile(join(folder, 'receipt'), content)
      await writeFile(join(folder, 'key'), key)
      const args = ['receipt', 'verify', join(folder, 'receipt'), '--key', join(folder, 'key')]
      const result = await vitrine(args)
      assert.equal(result.code, code, name)
      assert.match(result.stdout + result.stderr, says, name)
    }
  })

  it("is nobody else's, and unknown ids look the same", async () => {
    const foreign = await ask(server, `/v1/receipts/${id}`, {
      key: other.key,
      token: await userToken(server, other),
    })
    const unknown = await read('/v1/receipts/none')
    for (const { status, json } of [foreign, unknown])
      assert.deepEqual([status, json.code], [404, 'ReceiptNotFound'])
  })

  it('is refused with problem details, and so is everything else under /v1', async () => {
    const withKey = { 'api-key': customer.key }
    const cases: [path: string, headers: Record<string, string>, status: number, code: string][] = [
      [`/v1/receipts/${id}`, {}, 401, 'Unauthorized'],
      [`/v1/receipts/${id}`, withKey, 401, 'AuthorizationTokenRequired'],
      [`/v1/receipts/${id}?page=2`, withKey, 400, 'InvalidParameterValue'],
      ['/v1/nothing', withKey, 404, 'NotFound'],
      ['/V1/nothing', {}, 401, 'Unauthorized'],
      ['/%76%31/nothing', withKey, 404, 'NotFound'],
    ]
    for (const [path, headers, status, code] of cases) {
      const answer = await get(server.http + path, headers)
      const { type, title, detail, ...rest } = answer.json
      assert.deepEqual(rest, { status, code }, path)
      assert.deepEqual([answer.status, type], [status, 'about:blank'], path)
      assert.ok(title && detail, path)
      assert.equal(answer.headers.get('content-type'), 'application/problem+json')
      assert.equal(answer.headers.get('access-control-allow-origin'), '*')
      assert.match(answer.headers.get('x-request-id')!, /^[\da-f-]{36}$/)
    }
    const elsewhere = await get(`${server.http}/v10/nothing`, withKey)
    assert.equal(elsewhere.headers.get('content-type'), 'application/vnd.getty.error+json')
  })
})

const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
