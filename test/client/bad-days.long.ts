import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { before, describe, it, type TestContext } from 'node:test'
import { type Client, connect, VitrineError } from '../../client/index.js'
import { revokeAuthorizations } from '../../src/access/authorizations.ts'
import { signUp, type TestCustomer, userToken } from '../support/customers.ts'
import { cuttingProxy } from '../support/cutting-proxy.ts'
import { type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

/** Far more than this server takes for a response, and little enough to wait for. */
const TIMEOUT_SECONDS = 1
const MINUTE_MS = 60_000

describe('our own client on a bad day', () => {
  const lifetime = suiteLifetime()
  let library: TestLibrary
  let server: Served
  let customer: TestCustomer
  let busy: TestCustomer

  before(async () => {
    const picture = { width: 900, height: 600 }
    const pictures = ['teal', 'gold', 'navy'].map((colour) => [`${colour}.jpg`, { ...picture, colour }])
    library = await libraryOfPictures(lifetime, Object.fromEntries(pictures))
    customer = await signUp(library)
    busy = await signUp(library, { name: 'Busy', qps: 20 })
    server = await serve(library)
  })

  function connectAs({ key, secret, username, password }: TestCustomer, settings = {}): Client {
    return connect({ url: server.http, key, secret, username, password, ...settings })
  }

  const linkOf = async (id: string) => (await connectAs(customer).downloadImage({ id })).uri

  /** Returns a client whose first connections break or stall after so many bytes of the response. */
  async function behind(t: TestContext, cuts: readonly number[], then: 'cut' | 'stall') {
    const accessToken = await userToken(server, customer)
    const proxy = await cuttingProxy(t, server.http, cuts, then)
    const client = connect({
      url: proxy.http,
      key: customer.key,
      accessToken,
      timeoutSeconds: TIMEOUT_SECONDS,
    })
    return { client, proxy }
  }

  it('waits as long as the server asks for, for tokens too', async () => {
    const one = connectAs(busy)
    const answers = await Promise.all(Array.from({ length: 30 }, () => one.getCountries()))
    assert.ok(answers.every(({ countries }) => countries!.length > 100))
    const { key, secret } = busy
    const many = Array.from({ length: 25 }, () => connect({ url: server.http, key, secret }))
    await Promise.all(many.map((client) => client.getCountries()))
  })

  it('renews a token before it ends, and gets another one when the server refuses it', async (t) => {
    const asked: string[] = []
    const client = connectAs(customer, {
      fetch: async (address: string, init: RequestInit) => {
        const response = await fetch(address, init)
        asked.push(`${new URL(address).pathname} ${response.status}`)
        return response
      },
    })
    const [token, products] = ['/oauth2/token 200', '/v3/products 200']
    await client.getProducts()
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 28 * MINUTE_MS })
    await client.getProducts()
    t.mock.timers.setTime(Date.now() + 1.5 * MINUTE_MS)
    await client.getProducts()
    assert.deepEqual(asked, [token, products, products, token, products])
    await library.db
      .transaction()
      .execute((tx) => revokeAuthorizations(tx, { customerId: customer.id }, library.now()))
    asked.length = 0
    await client.getProducts()
    assert.deepEqual(asked, ['/v3/products 401', token, products])
  })

  for (const then of ['cut', 'stall'] as const) {
    it(`repeats a request when the connection is lost before or within the response: ${then}`, async (t) => {
      const { client, proxy } = await behind(t, [0, 1000], then)
      assert.ok((await client.getCountries()).countries!.length > 100)
      assert.equal(proxy.connections, 3)
    })

    it(`continues a file where the connection was lost: ${then}`, async (t) => {
      const uri = new URL(await linkOf('100000001'))
      const whole = await buffer((await connectAs(customer).fetchFile(uri.href)).stream)
      const { client, proxy } = await behind(t, [2000, 0, 1500], then)
      const file = await client.fetchFile(proxy.http + uri.pathname + uri.search)
      assert.deepEqual(await buffer(file.stream), whole)
      assert.equal(proxy.connections, 4)
    })

    it(`charges a download once, and repeats nothing that would happen twice: ${then}`, async (t) => {
      const owner = connectAs(customer)
      const before = (await owner.getDownloads()).result_count!
      const { client, proxy } = await behind(t, [10], then)
      await client.downloadImage({ id: then === 'cut' ? '100000002' : '100000003' })
      assert.equal(proxy.connections, 2)
      assert.equal((await owner.getDownloads()).result_count, before + 1)
      const board = await behind(t, [10], then)
      await assert.rejects(board.client.createBoard({ body: { name: then } }), (error) => {
        assert.ok(error instanceof VitrineError)
        assert.deepEqual([error.status, error.code], [0, ''])
        return true
      })
      assert.equal(board.proxy.connections, 1)
    })
  }

  it('stops when its caller does: a request, a wait, a file', async (t) => {
    const { client } = await behind(t, [0], 'stall')
    await assert.rejects(client.getCountries({}, { signal: AbortSignal.timeout(100) }), {
      name: 'TimeoutError',
    })
    const never = connectAs(customer, { accessToken: () => new Promise(() => undefined) })
    await assert.rejects(never.getProducts({}, { signal: AbortSignal.timeout(100) }), {
      name: 'TimeoutError',
    })
    const controller = new AbortController()
    const uri = await linkOf('100000001')
    const file = await connectAs(customer).fetchFile(uri, { signal: controller.signal })
    controller.abort(new Error('No longer wanted.'))
    await assert.rejects(buffer(file.stream), /No longer wanted/)
  })
})
