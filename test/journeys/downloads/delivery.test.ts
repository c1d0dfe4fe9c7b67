import assert from 'node:assert/strict'
import { readFile, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import sharp from 'sharp'
import { restoreAsset, withdrawAsset } from '../../../src/catalogue/asset-lifecycle.ts'
import { ingestFolder } from '../../../src/ingest/ingest.ts'
import { takeOut } from '../../../src/receipts/stamp/take-out.ts'
import { trimRenditions } from '../../../src/renditions/rendition-cache.ts'
import { contentOf, wholeOf } from '../../support/content.ts'
import { signUp, userToken } from '../../support/customers.ts'
import { type Downloading, download, FIRST_ID, remaining } from '../../support/downloads.ts'
import {
  emptyLibrary,
  ingestAndIndex,
  serve,
  type TestLibrary,
  temporaryFolder,
} from '../../support/library.ts'
import { makePicture, writePicture } from '../../support/pictures.ts'
import { suiteLifetime } from '../../support/suite-lifetime.ts'
import { type WatchedDecoder, watchDecoder } from '../../support/watched-decoder.ts'

const LIMIT = 100
const PRODUCTS = [{ type: 'imagepack', terms: { limit: LIMIT, largestSize: 'vector' } }] as const
/** In the order of their paths, which is that of their ids. */
const [JPEG, PNG, SVG, CHANGING] = [FIRST_ID, FIRST_ID + 1, FIRST_ID + 2, FIRST_ID + 3]
const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>'

describe('the file of a download', () => {
  const lifetime = suiteLifetime()
  let folder: string
  let library: TestLibrary
  let decoder: WatchedDecoder
  let user: Downloading

  before(async () => {
    folder = await temporaryFolder(lifetime)
    const size = { width: 1000, height: 800 }
    await writePicture(folder, 'a.jpg', { ...size, colour: 'teal' })
    await writePicture(folder, 'b.png', { ...size, colour: 'olive', format: 'png' })
    await writeFile(join(folder, 'c.svg'), DRAWING)
    await writePicture(folder, 'd.jpg', { ...size, colour: 'navy', documentId: 'd' })
    const opened = await emptyLibrary(lifetime)
    await ingestAndIndex(opened, folder)
    decoder = watchDecoder(opened.decoder)
    library = { ...opened, decoder }
    const customer = await signUp(library, { products: PRODUCTS })
    const server = await serve(library)
    user = { server, customer, token: await userToken(server, customer) }
  })

  async function linkOf(assetId: number, query = ''): Promise<string> {
    const { status, json } = await download(user, assetId, { query })
    assert.equal(status, 200, JSON.stringify(json))
    return json.uri
  }

  it('is made once by 20 simultaneous first downloads', async () => {
    decoder.rendered = 0
    const links = await Promise.all(Array.from({ length: 20 }, () => linkOf(JPEG, '&height=529')))
    assert.deepEqual([links.length, decoder.rendered], [20, 1])
  })

  it('is made again, equal, if it was evicted since', async () => {
    const link = await linkOf(JPEG, '&height=529')
    const first = await fetched(link)
    await trimRenditions(library, { maxBytes: 0 })
    const rest = await fetched(link, { range: 'bytes=100-', 'if-range': first.etag! })
    assert.deepEqual([rest.status, rest.etag], [206, first.etag])
    assert.deepEqual(rest.bytes, first.bytes.subarray(100))
    assert.deepEqual((await fetched(link)).bytes, first.bytes)
    assert.equal((await fetched(link, { 'if-none-match': first.etag! })).status, 304)
  })

  it('is what was downloaded, even if the image has other pixels by now', async () => {
    const [whole, small] = [await linkOf(CHANGING), await linkOf(CHANGING, '&height=529')]
    const before = [await fetched(whole), await fetched(small)]
    await writePicture(folder, 'd.jpg', { width: 1200, height: 900, colour: 'tomato', documentId: 'd' })
    assert.partialDeepStrictEqual(await ingestAndIndex(library, folder), { summary: { updated: 1 } })
    await trimRenditions(library, { maxBytes: 0 })
    assert.deepEqual([await fetched(whole), await fetched(small)], before)
  })

  it('is available while its image is', async () => {
    const link = await linkOf(JPEG)
    await library.db.transaction().execute((tx) => withdrawAsset(tx, JPEG, new Date()))
    assert.equal((await fetched(link)).status, 404)
    await library.db.transaction().execute((tx) => restoreAsset(tx, JPEG, new Date()))
    assert.equal((await fetched(link)).status, 200)
    for (const [from, to] of [
      ['1000', '1001'],
      ['.jpg', '.png'],
      ['&s=', '&s=x'],
      ['?e=1', '?e=2'],
    ] as const)
      assert.equal((await fetched(link.replace(from, to))).status, 403, `${from} → ${to}`)
  })

  it('of an original that is no JPEG, is the original, or a JPEG of its size', async () => {
    const [png, jpg] = [await fetched(await linkOf(PNG)), await fetched(await linkOf(PNG, '&file_type=jpg'))]
    assert.deepEqual(await withoutStamp(png.bytes), await readFile(join(folder, 'b.png')))
    assert.deepEqual(await shapeOf(jpg.bytes), { format: 'jpeg', width: 1000, height: 800 })
    const { status, json } = await download(user, PNG, { query: '&file_type=eps' })
    assert.deepEqual([status, json.ErrorCode], [400, 'MissingRequiredQueryParameters'])
    assert.match(json.ErrorMessage, /file_type must be one of png, jpg/)
  })

  it('of a drawing, is the drawing, or pixels that fill a size', async () => {
    assert.equal((await withoutStamp((await fetched(await linkOf(SVG))).bytes))?.toString(), DRAWING)
    const { status, json } = await download(user, SVG, { query: '&height=1' })
    assert.equal(status, 400)
    const heights: string[] = /one of (.*)\.$/.exec(json.ErrorMessage)![1]!.split(', ')
    assert.deepEqual(heights, ['10', '3162', '2236', '1224', '418', '291'])
    const small = await fetched(await linkOf(SVG, '&height=291'))
    assert.deepEqual(await shapeOf(small.bytes), { format: 'jpeg', width: 583, height: 291 })
  })
})

describe('a download of an original that is used in place', () => {
  it('comes from its place, while the file is unchanged', async (t) => {
    const folder = await temporaryFolder(t)
    const file = await writePicture(folder, 'a.jpg', { width: 1000, height: 800 })
    const library = await emptyLibrary(t)
    await ingestFolder(library, { folder, inPlace: true })
    const customer = await signUp(library, { products: PRODUCTS })
    const server = await serve(library)
    const user = { server, customer, token: await userToken(server, customer) }
    const bytes = await readFile(file)

    const { json } = await download(user, FIRST_ID)
    const whole = await fetched(json.uri)
    assert.deepEqual(await withoutStamp(whole.bytes), bytes)
    const range = await fetched(json.uri, { range: 'bytes=10-19' })
    assert.deepEqual([range.status, range.bytes], [206, whole.bytes.subarray(10, 20)])
    const { blob } = await library.db.selectFrom('master').select('blob').executeTakeFirstOrThrow()
    assert.equal(await library.blobs.has(blob), false, 'nothing was copied')

    await utimes(file, new Date(), new Date(0))
    assert.equal((await fetched(json.uri)).status, 404)
    const left = await remaining(user)
    for (const query of ['&file_type=jpg', '&height=529']) {
      const { status, json } = await download(user, FIRST_ID, { query, idempotencyKey: query })
      assert.deepEqual([status, json.ErrorCode], [404, 'OriginalNotFound'])
    }
    assert.equal(await remaining(user), left)
    await writeFile(file, await makePicture({ width: 1001, height: 800 }))
    assert.equal((await fetched(json.uri)).status, 404)
  })
})

/** What a link delivers. */
async function fetched(link: string, headers: Record<string, string> = {}) {
  const response = await fetch(link, { headers })
  const bytes = Buffer.from(await response.arrayBuffer())
  if (response.status === 200) assert.equal(response.headers.get('content-length'), String(bytes.length))
  return { status: response.status, etag: response.headers.get('etag'), bytes }
}

async function withoutStamp(bytes: Buffer) {
  const found = await takeOut(contentOf(bytes))
  return found && wholeOf(found.original)
}

async function shapeOf(bytes: Buffer) {
  const { format, width, height } = await sharp(bytes).metadata()
  return { format, width, height }
}
