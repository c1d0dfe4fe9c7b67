import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import http from 'node:http'
import { before, describe, it, type TestContext } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Config } from '../../src/config.ts'
import { get, type Served, serve, type TestLibrary } from '../support/library.ts'
import { libraryOfPictures } from '../support/library-of-pictures.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const lifetime = suiteLifetime()
let library: TestLibrary
let server: Served
before(async () => {
  library = await libraryOfPictures(lifetime, { 'a.jpg': { title: 'Lake', keywords: ['water'] } })
  server = await serve(library)
})

/** Serves the same library with other settings until the test ends. */
async function servedWith(t: TestContext, settings: Partial<Config>): Promise<Served> {
  const other = await serve({ ...library, config: { ...library.config, ...settings } })
  t.after(() => other.stop())
  return other
}

/** Sends a request with Node's own client, which does not decompress and allows any Host header. */
function raw(
  url: string,
  options: http.RequestOptions,
): Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    request.once('error', reject)
    request.end()
  })
}

describe('HTTP behaviour common to all operations', () => {
  it('answers for a while after the server was told to stop, but says that it is not ready', async (t) => {
    const other = await servedWith(t, { drainSeconds: 2 })
    const stopped = other.stop()
    assert.equal((await get(`${other.http}/readyz`)).status, 503)
    const { status, headers } = await other.get('/v3/countries')
    assert.deepEqual([status, headers.get('connection')], [200, 'close'])
    await stopped
    await assert.rejects(get(`${other.http}/readyz`))
  })

  it('sets cache headers and responds with 304 to unchanged ETags', async () => {
    const first = await server.get('/v3/search/images/creative?phrase=lake')
    assert.equal(first.headers.get('cache-control'), 'public, must-revalidate, max-age=86400')
    assert.equal(
      first.headers.get('vary'),
      'Accept-Encoding,Authorization,Api-Key,Accept,GI-Country-Code,Accept-Language',
    )
    assert.equal(first.headers.get('content-language'), 'en-US')
    const again = await server.get('/v3/search/images/creative?phrase=lake')
    assert.equal(again.text, first.text, 'equal requests get equal bytes')
    const etag = first.headers.get('etag')!
    for (const tag of [etag, `"other", ${etag}`, '*']) {
      const fresh = await server.get('/v3/search/images/creative?phrase=lake', { 'if-none-match': tag })
      assert.deepEqual([fresh.status, fresh.text], [304, ''])
    }
    const refused = await server.get('/v3/search/images/creative?page=0')
    assert.equal(refused.headers.get('cache-control'), 'no-store')
  })

  it('compresses with gzip and brotli if the client accepts it', async () => {
    const url = `${server.http}/v3/countries`
    const plain = await raw(url, { headers: { 'api-key': server.key } })
    assert.equal(plain.headers['content-encoding'], undefined)
    for (const [encoding, decode] of [
      ['gzip', gunzipSync],
      ['br', brotliDecompressSync],
    ] as const) {
      const { headers, body } = await raw(url, {
        headers: { 'api-key': server.key, 'accept-encoding': encoding },
      })
      assert.equal(headers['content-encoding'], encoding)
      assert.ok(body.length < plain.body.length / 2)
      assert.deepEqual(decode(body), plain.body)
    }
  })

  it('answers preflights without a key, and lets scripts read errors', async () => {
    const preflight = await raw(`${server.http}/v3/search/images/creative`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'api-key',
      },
    })
    assert.equal(preflight.status, 204)
    assert.match(preflight.headers['access-control-allow-headers']!, /Api-Key/)
    const refused = await get(`${server.http}/v3/countries`, { origin: 'https://shop.example' })
    assert.equal(refused.status, 401)
    assert.equal(refused.headers.get('access-control-allow-origin'), '*')
    assert.match(refused.headers.get('access-control-expose-headers')!, /X-Request-Id/)
  })

  it('adds a unique request id to every response', async () => {
    const ids = new Set<string | null>()
    for (const path of ['/v3/countries', '/v3/nothing', '/nothing', '/v3/%zz', '/healthz']) {
      const { headers } = await server.get(path, { 'x-request-id': 'mine' })
      ids.add(headers.get('x-request-id'))
    }
    assert.equal(ids.size, 5)
    assert.ok(!ids.has(null) && !ids.has('mine'))
  })

  it('builds links from the Host header only if it is one of its own names', async () => {
    const { port } = new URL(server.http)
    const linkFor = async (host: string) => {
      const { body } = await raw(`${server.http}/v3/images/100000001?fields=thumb`, {
        headers: { host, 'api-key': server.key },
      })
      return JSON.parse(body.toString()).images[0].display_sizes[0].uri.split('/renditions')[0]
    }
    assert.equal(await linkFor(`127.0.0.1:${port}`), `http://127.0.0.1:${port}`)
    assert.equal(await linkFor('LOCALHOST'), 'http://localhost')
    assert.equal(await linkFor('[::1]:080'), 'http://[::1]:80')
    for (const host of [
      'evil.example',
      'localhost:x@evil.example',
      'localhost:1@evil.example',
      'localhost:',
    ]) {
      assert.equal(await linkFor(host), `http://localhost:${port}`, host)
    }
  })

  it('has a separate error code for a picture that cannot be shown in a size', async (t) => {
    const broken = await libraryOfPictures(t, { 'a.jpg': {} })
    const { json } = await (await serve(broken)).get('/v3/images/100000001?fields=comp_webp')
    const { blob } = await broken.db.selectFrom('master').select('blob').executeTakeFirstOrThrow()
    await broken.blobs.withLocalFile(blob, (path) => writeFile(path, 'no picture any more'))
    const answer = await get(json.images[0].display_sizes[0].uri)
    assert.deepEqual([answer.status, answer.json.ErrorCode], [404, 'NotFound'])
    assert.match(answer.json.ErrorMessage, /cannot be shown/)
  })

  it('builds links from publicUrl if it is set', async (t) => {
    const other = await servedWith(t, { publicUrl: 'https://images.example.org/' })
    const { json } = await other.get('/v3/images/100000001?fields=thumb')
    assert.match(json.images[0].display_sizes[0].uri, /^https:\/\/images\.example\.org\/renditions\//)
  })

  it('trusts X-Forwarded headers only from the configured proxy', async (t) => {
    const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'localhost:444' }
    const link = async (server: Served) =>
      (await server.get('/v3/images/100000001?fields=thumb', forwarded)).json.images[0].display_sizes[0]
        .uri as string
    assert.match(
      await link(await servedWith(t, { behindProxy: ['127.0.0.1'] })),
      /^https:\/\/localhost:444\//,
    )
    assert.match(
      await link(await servedWith(t, { behindProxy: ['10.0.0.1'] })),
      /^http:\/\/localhost:(?!444\/)/,
    )
  })

  it('responds to unknown addresses and methods in JSON, after checking the key', async () => {
    assert.equal((await get(`${server.http}/v3/nothing`)).status, 401)
    const missing = await server.get('/v3/nothing')
    assert.deepEqual([missing.status, missing.json.ErrorCode], [404, 'NotFound'])
    assert.equal(missing.headers.get('content-type'), 'application/vnd.getty.error+json')
    const response = await fetch(`${server.http}/v3/countries`, {
      method: 'DELETE',
      headers: { 'api-key': server.key },
    })
    assert.equal(response.status, 405)
    assert.equal(response.headers.get('allow'), 'GET, HEAD, OPTIONS')
    assert.equal(((await response.json()) as { ErrorCode: string }).ErrorCode, 'MethodNotAllowed')
    assert.equal((await fetch(`${server.http}/v3/countries`, { method: 'POST', body: 'null' })).status, 401)
  })

  it('requires the key in all spellings of an API address', async () => {
    const ways: readonly (readonly [path: string, status: number, method?: string])[] = [
      ['/%763/images/100000001', 200],
      ['/%56%33/countries?', 200],
      ['http://elsewhere.example/v3/images/100000001', 200],
      ['http://elsewhere.example/v3/nothing', 404],
      ['/V3', 404],
      ['/V3/Nothing/at/all/', 404],
      ['/%763/nothing', 404],
      ['/%763/countries', 405, 'DELETE'],
      ['/v3/countries', 405, 'PROPFIND'],
      ['/v3/nothing', 404, 'TRACE'],
    ]
    for (const [path, status, method = 'GET'] of ways) {
      const ask = async (headers: Record<string, string>) =>
        (await raw(server.http, { path, method, headers })).status
      assert.equal(await ask({}), 401, `${method} ${path} without a key`)
      assert.equal(await ask({ 'api-key': server.key }), status, `${method} ${path} with one`)
    }
  })
})

describe('requests as real clients send them', () => {
  const quirks: readonly (readonly [why: string, path: string, headers?: Record<string, string>])[] = [
    ['a slash before the question mark', '/v3/search/images/creative/?phrase=lake'],
    ['a question mark with nothing behind it', '/v3/images/100000001?'],
    ['an encoded comma', '/v3/search/images/creative?fields=id%2Ctitle'],
    ['a repeated list', '/v3/search/images/creative?fields=id&fields=title'],
    ['an indexed list', '/v3/search/images/creative?fields[0]=id&fields[1]=title'],
    ['an indexed list, encoded', '/v3/search/images/creative?fields%5B0%5D=id'],
    ['capital booleans', '/v3/search/images/creative?exclude_nudity=False&safe_search=True'],
    ['an empty boolean', '/v3/search/images/creative?exclude_nudity='],
    [
      'values in another case',
      '/v3/search/images/creative?orientations=Horizontal&graphical_styles=Photography',
    ],
    ['values by ordinal', '/v3/search/images/creative?orientations=0'],
    ['a path in another case', '/V3/Search/Images/Creative'],
    [
      'a retired parameter',
      '/v3/search/images/creative?product_types=easyaccess&prestige_content_only=false&maxcount=5',
    ],
    [
      'old names of values',
      '/v3/search/images/creative?ethnicity=caucasian,white&graphical_styles_filter_type=exclude',
    ],
    ['any language', '/v3/search/images/creative', { 'accept-language': '*' }],
    ['several ids in the path', '/v3/images/100000001,5'],
    [
      'an old name beside the new one, in either order',
      '/v3/search/images/editorial?start_date=2020-01-01&date_from=2021-01-01&date_to=&end_date=2030-01-01',
    ],
    ['a plus sign before a number, which is a blank', '/v3/search/images/creative?page=+1&page_size=+1'],
    ['the same, encoded', '/v3/search/images/creative?page=%2B1&page_size=%2B1'],
    ['blanks around a value', '/v3/search/images/creative?sort_order=%20newest%20&safe_search=+true'],
  ]
  it('are understood', async () => {
    for (const [why, path, headers] of quirks) {
      const answer = await server.get(path, headers)
      assert.equal(answer.status, 200, `${why}: ${answer.text}`)
    }
  })

  const refusals: readonly (readonly [path: string, status: number, code: string, message: RegExp])[] = [
    ['/v3/search/images/creative?PHRSE=x', 400, 'InvalidParameterValue', /'PHRSE'.*'phrase'\.$/],
    [
      '/v3/search/images/creative?pagesiz=3',
      400,
      'InvalidParameterValue',
      /nearest known one is 'page_size'/,
    ],
    ['/v3/search/images/creative?frase=x', 400, 'InvalidParameterValue', /nearest known one is 'phrase'/],
    [
      '/v3/search/images/creative?query=x',
      400,
      'InvalidParameterValue',
      /Known ones are phrase, fields, page,/,
    ],
    ['/v3/search/images/creative?constructor=x', 400, 'InvalidParameterValue', /Unknown parameter/],
    [
      '/v3/images/100000001?color=red',
      400,
      'InvalidParameterValue',
      /Unknown parameter 'color'\. Known ones are fields\.$/,
    ],
    [
      '/v3/search/images/creative?orientations=round',
      400,
      'InvalidParameterValue',
      /horizontal, vertical, square/,
    ],
    ['/v3/search/images/creative?page_size=7', 400, 'InvalidParameterValue', /1, 2, 3, 4, 5, 6, 10/],
    ['/v3/search/images/editorial?start_date=soon', 400, 'InvalidParameterValue', /'start_date'.*ISO 8601/],
    ['/v3/search/images/creative?MaxCount=0', 400, 'InvalidParameterValue', /'MaxCount'.*from 1/],
    ['/v3/search/images/creative?page_size=+7', 400, 'InvalidParameterValue', /Invalid value '7'/],
    ['/v3/search/images/creative?page=0', 400, 'InvalidParameterValue', /from 1/],
    ['/v3/search/images/creative?page=two', 400, 'InvalidParameterValue', /integer/],
    ['/v3/search/images/creative?safe_search=maybe', 400, 'InvalidParameterValue', /true or false/],
    ['/v3/search/images/creative?sort_order=oldest', 400, 'InvalidParameterValue', /newest/],
    ['/v3/search/images/creative?download_product=foo', 400, 'InvalidParameterValue', /premiumaccess:1234/],
    ['/v3/search/images/editorial?download_product=imagepack:', 400, 'InvalidParameterValue', /imagepack/],
    ['/v3/search/images/creative?fields=nonsense', 400, 'InvalidParameterValue', /summary_set/],
    ['/v3/search/images/creative?fields=downloads', 400, 'InvalidParameterValue', /GET \/v3\/images/],
    [
      '/v3/search/images/creative?page=2',
      400,
      'InvalidPage',
      /^page must be less than or equal to 1, results count 1$/,
    ],
    [
      '/v3/search/images/creative?page=101&page_size=100&phrase=nothing',
      400,
      'InvalidPage',
      /equal to 100, results count 0$/,
    ],
    [
      '/v3/search/images/creative?fields=largest_downloads',
      401,
      'AuthorizationTokenRequired',
      /access token/,
    ],
    ['/v3/images/100000001?fields=download_sizes', 401, 'AuthorizationTokenRequired', /access token/],
    ['/v3/images/100000001?fields=high_res_comp', 403, 'UnauthorizedDisplaySize', /high_res_comp/],
    ['/v3/images/5', 404, 'ImageNotFound', /^Image id not found: 5$/],
    ['/v3/images', 400, 'InvalidParameterValue', /at least one/],
    ['/v3/countries?x=1', 400, 'InvalidParameterValue', /no query parameters/],
    ['/v3/boards?pageSize=3', 401, 'AuthorizationTokenRequired', /access token/],
    ['/v3/boards?page_size=3', 401, 'AuthorizationTokenRequired', /access token/],
    ['/v3/boards?page_size=101', 400, 'InvalidParameterValue', /'page_size'.*from 1 to 100/],
  ]
  it('are refused with a code and a hint', async () => {
    for (const [path, status, code, message] of refusals) {
      const answer = await server.get(path)
      assert.deepEqual([answer.status, answer.json.ErrorCode], [status, code], path)
      assert.match(answer.json.ErrorMessage, message)
      assert.equal(answer.headers.get('content-type'), 'application/vnd.getty.error+json')
    }
    const { headers } = await server.get('/v3/images/100000001?fields=downloads')
    assert.equal(
      headers.get('www-authenticate'),
      'Bearer realm="Download",error="invalid_token",error_description="The access token is missing"',
    )
    const beside = await server.get(
      '/v3/search/images/creative?fields=id,title,download_sizes,download_product',
    )
    assert.deepEqual(beside.json.images, [{ id: '100000001', title: 'Lake' }])
  })
})
