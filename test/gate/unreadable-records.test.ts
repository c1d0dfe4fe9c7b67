import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ask } from '../support/customers.ts'
import { serveDamagedLibrary } from '../support/damaged-library.ts'

describe('records that cannot be read', () => {
  it('are answered with 503 ServiceUnavailable, under /v1 as problem details', async (t) => {
    const { server, key, token } = await serveDamagedLibrary(t)
    const { status, json } = await ask(server, '/v3/customers/current', { key, token })
    assert.deepEqual([status, json.ErrorCode], [503, 'ServiceUnavailable'])
    assert.match(json.ErrorMessage, /^The server cannot use its records at present\. .* request id [\w-]+\.$/)
    const own = await ask(server, '/v1/downloads', { key, token })
    assert.deepEqual([own.status, own.json.code], [503, 'ServiceUnavailable'])
    const { status: withoutToken } = await server.get('/v3/search/images')
    assert.equal(withoutToken, 200, 'what does not need these records still works')
  })
})
