import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { before, describe, it } from 'node:test'
import { connect, VitrineError } from '../../client/index.js'
import { revokeAuthorizations } from '../../src/access/authorizations.ts'
import { signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { cuttingProxy } from '../support/cutting-proxy.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
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
    customer = await signUp(library, { qps: 30 })
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
    const { uri } = (await client.downloadImage({ id })) as { uri: string }
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

  it('waits as long as the server asks for', async () => {
    const client = asUser()
    const answers = await Promise.all(Array.from({ length: 45 }, () => client.getCountries()))
    assert.ok(answers.every(({ countries }) => countries!.length > 100))
  })

  it('gets another token when the server refuses the one it has', async () => {
    const client = asUser()
    await client.getProducts()
    await library.db
      .transaction()
      .execute((tx) => revokeAuthorizations(tx, { customerId: customer.id }, library.now()))
    assert.equal((await client.getProducts()).products!.length, 1)
  })

  it('continues a file where the connection broke', async (t) => {
    const { uri } = (await asUser().downloadImage({ id: await anId() })) as { uri: string }
    const whole = await buffer((await asUser().fetchFile(uri)).stream)
    const proxy = await cuttingProxy(t, server.http, [2000, 0, 1500])
    const path = new URL(uri).pathname + new URL(uri).search
    const file = await asUser(proxy.http).fetchFile(proxy.http + path)
    assert.deepEqual(await buffer(file.stream), whole)
    assert.equal(proxy.connections, 4)
  })

  it('continues a file that another process began', async () => {
    const client = asUser()
    const { uri } = (await client.downloadImage({ id: await anId() })) as { uri: string }
    const begun = await client.fetchFile(uri)
    const whole = await buffer(begun.stream)
    const rest = await client.fetchFile(uri, { from: 1000, etag: begun.etag! })
    assert.equal(rest.bytes, whole.length)
    assert.deepEqual(await buffer(rest.stream), whole.subarray(1000))
    await assert.rejects(client.fetchFile(uri, { from: 1000, etag: '"another"' }), /has changed/)
  })

  it('charges a download once when the response is lost', async (t) => {
    const client = asUser()
    const id = await anId(3)
    const before = (await client.getDownloads()).result_count!
    const proxy = await cuttingProxy(t, server.http, [10])
    const accessToken = await userToken(server, customer)
    await connect({ url: proxy.http, key: customer.key, accessToken }).downloadImage({ id })
    assert.equal(proxy.connections, 2)
    assert.equal((await client.getDownloads()).result_count, before + 1)
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
  })

  async function anId(index = 0) {
    const { images } = await asUser().searchImages({ fields: ['id'] })
    return images![index]!.id!
  }
})
