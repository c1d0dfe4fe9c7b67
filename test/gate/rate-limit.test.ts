import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { askToken, signUp, type TestCustomer } from '../support/customers.ts'
import { emptyLibrary, get, type Served, serve } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const QPS = 1000
/** Lists of one string with integer parameters (RFC 9651, 3.1; draft-ietf-httpapi-ratelimit-headers-11, 3 and 4). */
const POLICY = `"key";q=${QPS};w=1`
const LEFT = /^"key";r=\d{1,3};t=1$/

describe('what is left of the rate of a key', () => {
  const lifetime = suiteLifetime()
  let server: Served
  let customer: TestCustomer

  before(async () => {
    const library = await emptyLibrary(lifetime)
    customer = await signUp(library, { qps: QPS })
    server = await serve(library)
  })

  const told = (headers: Headers) => {
    assert.equal(headers.get('ratelimit-policy'), POLICY)
    assert.match(headers.get('ratelimit')!, LEFT)
  }
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { 'api-key': customer.key, ...(init.headers as Record<string, string> | undefined) }
    const response = await fetch(server.http + path, { ...init, headers })
    await response.arrayBuffer()
    return response
  }

  it('is in every response of the API, whatever its status', async () => {
    const etag = (await ask('/v3/countries')).headers.get('etag')!
    const requests: readonly [number, string, RequestInit?][] = [
      [200, '/v3/countries'],
      [200, '/v3/countries', { method: 'HEAD' }],
      [304, '/v3/countries', { headers: { 'if-none-match': etag } }],
      [400, '/v3/countries?colour=red'],
      [401, '/v3/countries', { headers: { authorization: 'Bearer nonsense' } }],
      [403, '/v3/search/images/creative?fields=high_res_comp'],
      [404, '/v3/images/999999999'],
      [404, '/v1/nothing'],
      [405, '/v3/countries', { method: 'DELETE' }],
    ]
    for (const [status, path, init] of requests) {
      const response = await ask(path, init)
      assert.equal(response.status, status, path)
      told(response.headers)
    }
  })

  it('is in every response of the token endpoint to a known key', async () => {
    const { key: client_id, secret: client_secret } = customer
    const form = { client_id, client_secret, grant_type: 'client_credentials' }
    const forms = [
      [200, form],
      [400, { ...form, grant_type: 'magic' }],
      [401, { ...form, client_secret: 'wrong' }],
    ] as const
    for (const path of ['/oauth2/token', '/v4/oauth2/token'])
      for (const [status, sent] of forms) {
        const answer = await askToken(server, sent, { path })
        assert.equal(answer.status, status)
        told(answer.headers)
      }
    const unknown = await askToken(server, { ...form, client_id: 'nobody' })
    assert.equal(unknown.headers.get('ratelimit'), null)
  })

  it('is not in responses that no key is needed for, or to a key without a limit', async () => {
    const own = await get(`${server.http}/v3/countries`, { 'api-key': server.key })
    const health = await ask('/healthz')
    const unknown = await ask('/v3/countries', { headers: { 'api-key': 'nobody' } })
    const preflight = await ask('/v3/countries', { method: 'OPTIONS' })
    for (const { headers } of [own, health, unknown, preflight])
      assert.deepEqual([headers.get('ratelimit'), headers.get('ratelimit-policy')], [null, null])
  })
})
