import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { ask, clientToken, signUp, type TestCustomer, userToken } from '../../support/customers.ts'
import { emptyLibrary, ingestAndIndex, type Served, serve, temporaryFolder } from '../../support/library.ts'
import { writePicture } from '../../support/pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'

const LIMIT = 2
const NULL_BODY = { body: 'null', headers: { 'content-type': 'application/json' } }
const PRODUCTS = [{ type: 'premiumaccess', terms: { period: 'monthly', limit: LIMIT } }] as const

describe('a download', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let customer: TestCustomer
  let token: string
  let original: Buffer

  const post = (path: string, init: RequestInit = {}) =>
    ask(server, path, { key: customer.key, token, method: 'POST', ...init })

  before(async () => {
    const folder = await temporaryFolder(lifetime)
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg'])
      await writePicture(folder, name, { title: `Harbour ${name}`, width: 1000, height: 800 })
    original = await readFile(join(folder, 'a.jpg'))
    const library = await emptyLibrary(lifetime)
    await ingestAndIndex(library, folder)
    customer = await signUp(library, { products: PRODUCTS })
    server = await serve(library)
    token = await userToken(server, customer)
  })

  it('delivers the original at a link, with its pixels untouched', async () => {
    const answer = await post('/v3/downloads/images/100000001')
    assert.equal(answer.status, 303)
    const file = await fetch(answer.headers.get('location')!)
    const bytes = Buffer.from(await file.arrayBuffer())
    assert.ok((await pixels(bytes)).equals(await pixels(original)))
    assert.equal(file.headers.get('content-disposition'), 'attachment; filename=vitrine-100000001.jpg')
    assert.equal(file.headers.get('content-length'), String(bytes.length))
  })

  it('is charged once, however often it is repeated', async () => {
    for (let count = 0; count < LIMIT + 1; count++) {
      const { status } = await post('/v3/downloads/images/100000001?auto_download=false', NULL_BODY)
      assert.equal(status, 200)
    }
    const { json } = await ask(server, '/v3/products', { key: customer.key, token })
    assert.equal(json.products[0].downloads_remaining, LIMIT - 1)
  })

  it('makes a smaller size from the original', async () => {
    const answer = await post('/v3/downloads/images/100000002?auto_download=false&height=529')
    const { width, height, density } = await sharp(
      await (await fetch(answer.json.uri)).arrayBuffer(),
    ).metadata()
    assert.deepEqual({ width, height, density }, { width: 661, height: 529, density: 72 })
  })

  it('is refused when the downloads of the product are used up', async () => {
    const { status, json } = await post('/v3/downloads/images/100000003')
    assert.deepEqual([status, json.ErrorCode], [403, 'OverageLimitReached'])
  })

  it('stands in the history of the user', async () => {
    const { json } = await ask(server, '/v3/downloads', { key: customer.key, token })
    assert.equal(json.result_count, LIMIT)
    assert.deepEqual(
      json.downloads.map((it: { id: string; size_name: string }) => [it.id, it.size_name]),
      [
        ['100000002', 'small'],
        ['100000001', 'medium'],
      ],
    )
  })

  it('needs a user, unless the client may download for itself', async () => {
    const own = await clientToken(server, customer)
    const { status, json } = await post('/v3/downloads/images/100000001', {
      headers: { authorization: `Bearer ${own}` },
    })
    assert.deepEqual([status, json.ErrorCode], [403, 'UserTokenRequired'])
  })
})

const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer()
