import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { before, describe, it } from 'node:test'
import { connect, VitrineError } from '../../client/index.js'
import { signUp, type TestCustomer } from '../support/customers.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { makePicture } from '../support/pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

describe('our own client', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let customer: TestCustomer

  before(async () => {
    const pictures = Array.from({ length: 12 }, (_, index) => [
      `${index}.jpg`,
      { title: `Lake ${index}`, width: 900, height: 600 },
    ])
    library = await libraryOfPictures(lifetime, Object.fromEntries(pictures))
    customer = await signUp(library)
    server = await serve(library)
  })

  const asUser = (url = server.http) => {
    const { key, secret, username, password } = customer
    return connect({ url, key, secret, username, password })
  }

  it('finds, licenses and saves a picture, and lists the download', async () => {
    const client = asUser()
    const { images } = await client.searchCreativeImages({
      phrase: 'lake',
      fields: ['id', 'title'],
      page_size: 1,
    })
    const id = images![0]!.id!
    const { uri } = await client.downloadImage({ id })
    const progress: number[] = []
    const file = await client.fetchFile(uri, { onProgress: ({ received }) => progress.push(received) })
    const bytes = await buffer(file.stream)
    assert.equal(bytes.length, file.bytes)
    assert.equal(progress.at(-1), file.bytes)
    assert.match(file.name!, /\.jpg$/)
    const { downloads } = await client.getDownloads()
    assert.deepEqual(
      downloads!.map((download) => download.id),
      [id],
    )
  })

  it('yields the items of all pages', async () => {
    const ids = new Set()
    for await (const { id } of asUser().each('searchImages', { fields: ['id'], page_size: 5 })) ids.add(id)
    assert.equal(ids.size, 12)
  })

  it('continues a file that another process began', async () => {
    const client = asUser()
    const { uri } = await client.downloadImage({ id: await anId() })
    const begun = await client.fetchFile(uri)
    const whole = await buffer(begun.stream)
    const rest = await client.fetchFile(uri, { from: 1000, etag: begun.etag! })
    assert.equal(rest.bytes, whole.length)
    assert.deepEqual(await buffer(rest.stream), whole.subarray(1000))
    const end = await client.fetchFile(uri, { from: whole.length, etag: begun.etag! })
    assert.deepEqual([end.bytes, (await buffer(end.stream)).length], [whole.length, 0])
    await assert.rejects(client.fetchFile(uri, { from: 1000, etag: '"another"' }), /has changed/)
    await assert.rejects(client.fetchFile(uri, { from: whole.length + 1, etag: begun.etag! }), {
      status: 416,
    })
  })

  it('charges two downloads that run at once separately', async () => {
    const client = asUser()
    const ids = [await anId(4), await anId(5)]
    const before = (await client.getDownloads()).result_count!
    await Promise.all(ids.map((id) => client.downloadImage({ id })))
    assert.equal((await client.getDownloads()).result_count, before + 2)
  })

  it('follows links in responses, but to no other server', async () => {
    const client = asUser()
    const { sizes } = await client.getLicenseOptions({ id: await anId(6) })
    const link = { uri: `${sizes[0]!.products[0]!.uri}&auto_download=false`, method: 'POST', once: true }
    assert.match((await client.follow(link)).uri, /\/deliveries\//)
    await assert.rejects(client.follow({ uri: 'https://elsewhere.example/v3/countries' }), TypeError)
    await assert.rejects(client.follow({ uri: `${server.http}.example/v3/countries` }), TypeError)
    await assert.rejects(client.follow({ uri: '//elsewhere.example/v3/countries' }), TypeError)
  })

  it('uploads a picture, whatever its name and in whatever form it has the bytes', async () => {
    const bytes = new Uint8Array(await makePicture({ width: 300, height: 200 }))
    const upload = (name: string, body: Blob | Uint8Array) =>
      asUser().uploadForSearch({ 'file-name': name, body })
    await upload('../a street/%2e.jpg', new Blob([bytes], { type: 'image/jpeg' }))
    await upload('street', bytes)
    const rows = await library.db.selectFrom('upload').select('name').orderBy('name').execute()
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['../a street/%2e.jpg', 'street'],
    )
    await assert.rejects(upload('text', new Blob(['text'], { type: 'text/plain' })), { status: 400 })
  })

  it('explains what the server refused', async () => {
    const key = customer.key
    await assert.rejects(connect({ url: server.http, key }).getProducts(), (error) => {
      assert.ok(error instanceof VitrineError)
      assert.deepEqual([error.status, error.code], [401, 'AuthorizationTokenRequired'])
      assert.ok(error.requestId)
      return true
    })
    await assert.rejects(connect({ url: server.http, key }).getImage({ id: '1' }), { code: 'ImageNotFound' })
    await assert.rejects(connect({ url: server.http, key, secret: 'wrong' }).getProducts(), {
      code: 'invalid_client',
    })
    await assert.rejects(
      connect({ url: 'http://127.0.0.1:9', key }).getCountries({}, { signal: AbortSignal.timeout(300) }),
    )
    // @ts-expect-error: the argument does not exist
    await assert.rejects(async () => asUser().getCountries({ phrase: 'x' }), /no argument phrase/)
    // @ts-expect-error: the id is missing
    await assert.rejects(async () => asUser().getImage(), /needs the argument id/)
    // @ts-expect-error: an operation without pages
    assert.throws(() => asUser().each('getImage', { id: '1' }), /no operation with pages/)
    // @ts-expect-error: each reads all pages
    assert.throws(() => asUser().each('searchImages', { page: 2 }), /takes no page/)
    // @ts-expect-error: the id is missing
    await assert.rejects(async () => asUser().each('getSimilarImages').next(), /needs the argument id/)
    const stale = connect({ url: server.http, key, accessToken: 'stale' })
    await assert.rejects(stale.searchImages({ phrase: 'lake' }), { status: 401 })
  })

  async function anId(index = 0) {
    const { images } = await asUser().searchImages({ fields: ['id'] })
    return images![index]!.id!
  }
})
