import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, describe, it } from 'node:test'
import { signedIn } from '../support/boards.ts'
import { signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { type Downloading, download, FIRST_ID } from '../support/downloads.ts'
import { emptyLibrary, get, ingestAndIndex, type Served, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Statements about the API as a whole, each quoted from docs/contract.md. */
describe('what the contract says of the API as a whole', () => {
  const lifetime = suiteLifetime()
  let contract: string
  let server: Served
  let customer: TestCustomer
  let user: Downloading
  let nowMs = Date.UTC(2026, 4, 31, 12)

  before(async () => {
    contract = await readFile('docs/contract.md', 'utf8')
    const folder = await temporaryFolder(lifetime)
    for (const [name, title] of Object.entries({ 'a.jpg': 'Lake at dawn', 'b.jpg': 'Lake at night' }))
      await writePicture(folder, name, { title, keywords: ['lake', 'water'], width: 900, height: 600 })
    const opened = await emptyLibrary(lifetime, { defaultEmbeddable: true, gallery: true })
    const library = { ...opened, now: () => new Date(nowMs) }
    await ingestAndIndex(library, folder)
    customer = await signUp(library)
    server = await serve(library)
    user = { server, customer, token: await userToken(server, customer) }
  })

  /** Fails if the text is not in a section of the contract, so that no test outlives what it quotes. */
  function quotes(anchor: string, ...texts: readonly string[]): void {
    const start = contract.indexOf(`<a id="${anchor}"></a>`)
    const next = contract.indexOf('<a id="', start + 1)
    const section = contract.slice(start, next === -1 ? undefined : next)
    for (const text of texts) assert.ok(start >= 0 && section.includes(text), `${anchor}: ${text}`)
  }

  it('has a verb for each thing that is done to a resource', async () => {
    quotes('4.3', 'GET, POST, PUT, DELETE, OPTIONS')
    quotes('7', '### POST /v3/boards', '### GET /v3/boards/{board_id}')
    quotes('7', '### PUT /v3/boards/{board_id}', '### DELETE /v3/boards/{board_id}')
    quotes('16-status', 'known route with another method: 405 with `Allow`')
    const send = await signedIn(server, customer)
    const made = await send('POST', '/v3/boards', { name: 'Cover' })
    assert.equal(made.status, 201)
    const address = `/v3/boards/${made.json.id}`
    assert.equal((await send('GET', address)).json.name, 'Cover')
    assert.equal((await send('PUT', address, { name: 'Title page' })).status, 204)
    assert.equal((await send('GET', address)).json.name, 'Title page')
    assert.equal((await send('DELETE', address)).status, 204)
    assert.equal((await send('GET', address)).status, 404)
    const headers = { 'api-key': customer.key }
    const other = await fetch(server.http + address, { method: 'PATCH', headers })
    assert.deepEqual([other.status, other.headers.get('allow')], [405, 'GET, HEAD, PUT, DELETE, OPTIONS'])
    const options = await fetch(server.http + address, { method: 'OPTIONS' })
    assert.ok(options.status < 300)
  })

  it('leads from each response to the next request by its addresses', async () => {
    quotes('12', '`display_sizes[].uri`', 'pictures; opaque, signed')
    quotes('12', '…downloads[].uri`', '→ POST targets')
    quotes('12', '`related_searches[].url` → an API URL of the same search with the other phrase')
    quotes('12', '`uri_oembed`')
    const fields = 'downloads,display_set,uri_oembed,referral_destinations'
    const asked = await get(`${server.http}/v3/images/${FIRST_ID}?fields=${fields}`, credentials())
    const [image] = asked.json.images
    for (const { uri } of image.display_sizes) assert.equal((await get(uri)).status, 200, uri)
    assert.equal((await get(image.uri_oembed)).status, 200)
    for (const { uri } of image.referral_destinations) assert.ok((await get(uri)).status < 400, uri)
    const { uri } = image.download_sizes.at(-1).downloads[0]
    assert.equal((await post(`${uri}&auto_download=false`)).status, 200)
    const search = `${server.http}/v3/search/images/creative?phrase=lake&include_related_searches=true`
    const { json } = await get(search, credentials())
    assert.ok(json.related_searches.length > 0)
    for (const { url } of json.related_searches)
      assert.ok((await get(url, credentials())).json.result_count > 0, url)
  })

  it('redirects with 302 or 303, and from a delivery never with 303', async () => {
    quotes('4.4', 'Any request may be redirected with **302 or 303** (Location)')
    quotes('4.4', 'Download POST with auto_download=true → 303')
    quotes('16-links', 'Delivery links answer 200, 206, 304 or 302, never 303')
    const redirected = await post(`${server.http}/v3/downloads/images/${FIRST_ID}?auto_download=true`)
    const link = redirected.headers.get('location')!
    assert.deepEqual([redirected.status, await redirected.text()], [303, ''])
    const whole = await get(link)
    const etag = whole.headers.get('etag')!
    const statuses = [{ range: 'bytes=0-9' }, { 'if-none-match': etag }].map(
      async (headers) => (await get(link, headers)).status,
    )
    assert.deepEqual([whole.status, ...(await Promise.all(statuses))], [200, 206, 304])
    const moved = await get(`${server.http}/swagger`)
    assert.deepEqual([moved.status, moved.headers.get('location')], [302, '/docs'])
  })

  it('delivers by links that are valid for 24 hours and no longer', async () => {
    quotes('7', 'Delivery URL: opaque', 'valid 24 hours')
    const { uri } = (await download(user, FIRST_ID)).json
    const startMs = nowMs
    for (const [afterMs, status] of [
      [0, 200],
      [DAY_MS - 1000, 200],
      [DAY_MS + 1000, 403],
    ] as const) {
      nowMs = startMs + afterMs
      assert.equal((await get(uri)).status, status, `${afterMs / HOUR_MS} hours later`)
    }
  })

  const credentials = () => ({ 'api-key': customer.key, authorization: `Bearer ${user.token}` })
  const post = (url: string) => fetch(url, { method: 'POST', headers: credentials(), redirect: 'manual' })
})
