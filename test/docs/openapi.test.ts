import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it, type TestContext } from 'node:test'
import Schema from 'typebox/schema'
import { PROBLEM_ANSWERS } from '../../src/http/problem-answers.ts'
import { contract } from '../fidelity/contract.ts'
import { emptyLibrary, get, ingestAndIndex, serve, temporaryFolder } from '../support/library.ts'
import { writePicture } from '../support/pictures.ts'
import { resolved } from '../support/schemas.ts'

async function served(t: TestContext) {
  const folder = await temporaryFolder(t)
  await writePicture(folder, 'lake.jpg', {
    title: 'A mountain lake',
    keywords: ['lake'],
    artist: 'Ada Example',
  })
  const library = await emptyLibrary(t)
  await ingestAndIndex(library, folder)
  const server = await serve(library)
  const { json: document } = await get(`${server.http}/openapi.json`)
  return { server, document }
}

/** Operations whose request has no body. */
const WITHOUT_BODY = ['PUT /v3/asset-changes/change-sets', 'PUT /v3/boards/{board_id}/assets/{asset_id}']

/** The JSON bodies that have an example, by name. */
// biome-ignore lint/suspicious/noExplicitAny: any JSON
const examplesIn = (bodies: any): [string, any][] =>
  // biome-ignore lint/suspicious/noExplicitAny: any JSON
  Object.entries<any>(bodies).flatMap(([name, body]) => {
    const json = body?.content?.['application/json']
    return json?.example === undefined ? [] : [[name, json]]
  })

/** Of alternative statuses in the contract, those that we send: 204 if it is listed, 202 for started jobs. */
function successesOf(method: string, responses: readonly { readonly status: number }[]): number[] {
  const statuses = responses.map(({ status }) => status).filter((status) => status < 400)
  if (statuses.includes(204)) return [204]
  return method === 'POST' && statuses.includes(202) ? [202] : statuses
}

/** The token that each operation needs: by the "Token:" lines of contract 7, and by 9.1 and 10. */
async function tokenNeeds(): Promise<Map<string, 'user' | 'any'>> {
  const needs = new Map<string, 'user' | 'any'>([['POST /v3/downloads/{id}', 'any']])
  const text = await readFile(new URL('../../docs/contract.md', import.meta.url), 'utf8')
  let before: 'user' | 'any' | null = null
  for (const [, name, line] of text.matchAll(/^### ((?:GET|PUT|POST|DELETE) \S+)\n\n.*\nToken: (.*)$/gm)) {
    // GET /v3/products accepts a client's own token.
    const isUsers = /^API key \+ user token(?!\. .*success)/.test(line!)
    if (!/^as /.test(line!)) before = isUsers ? 'user' : line!.startsWith('API key + ') ? 'any' : null
    if (before) needs.set(name!, before)
  }
  for (const { method, path } of contract.operations)
    if (path.startsWith('/v3/ai/')) needs.set(`${method} ${path}`, 'any')
    else if (path.startsWith('/v3/boards')) needs.set(`${method} ${path}`, 'user')
  return needs
}

describe('the OpenAPI document', () => {
  it('describes every operation of the contract with a unique id, a valid example, and all errors', async (t) => {
    const { document } = await served(t)
    assert.equal(document.openapi, '3.1.1')
    const operations = Object.entries(document.paths).flatMap(([url, methods]) =>
      // biome-ignore lint/suspicious/noExplicitAny: any JSON
      Object.entries(methods as any).map(([method, operation]: any) => ({ method, url, ...operation })),
    )
    const named = operations.map(({ method, url }) => `${method.toUpperCase()} ${url}`)
    assert.deepEqual(
      named.filter((name) => !name.includes(' /v1/')).sort(),
      contract.operations.map(({ method, path }) => `${method} ${path}`).sort(),
    )
    assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
    for (const { method, url, summary, responses, requestBody, parameters } of operations) {
      assert.ok(summary.length > 5, url)
      for (const [type, { schema, example }] of examplesIn({ requestBody, ...responses }))
        assert.ok(Schema.Check(resolved(schema, document), example), `${type} of ${method} ${url}`)
      for (const status of [400, 401, 403, 408, 414, 429, 431, 500, 503]) {
        const { content, headers } = responses[status]
        const types = Object.keys(content)
        const isMixed = types.length > 1
        assert.ok(types.length < 3 && (!isMixed || types[0] === 'application/json'), `${url}: ${status}`)
        assert.equal(
          Object.values<{ schema: { $ref: string } }>(content)[0]!.schema.$ref.endsWith('/Refusal'),
          isMixed,
          `${url}: generators read only the first type of ${status}, which has to include the other one`,
        )
        assert.equal('RateLimit' in headers, ![408, 414, 431].includes(status), `${url}: ${status}`)
        assert.equal('Retry-After' in headers, status === 429, `${url}: ${status}`)
      }
      for (const { $ref, name, description, schema } of parameters) {
        assert.ok($ref ?? (description && schema), `${url} ${name}`)
      }
    }
    const search = document.paths['/v3/search/images/creative'].get
    assert.deepEqual(Object.keys(search.responses[401].content), [
      'application/json',
      'application/vnd.getty.error+json',
    ])
    const codes = Object.keys(search.responses[400].content['application/vnd.getty.error+json'].examples)
    assert.deepEqual(codes, ['InvalidParameterValue', 'BadRequest', 'InvalidPage'])
    assert.ok(codes.every((code) => code in PROBLEM_ANSWERS))
    assert.equal(document.components.parameters.AcceptLanguage.schema.enum.length, 24)
  })

  it('describes the body, the responses and the token of each operation as the contract does', async (t) => {
    const { document } = await served(t)
    const needs = await tokenNeeds()
    const withToken = ['AccessToken', 'OAuth2'].map((scheme) => ({ ApiKey: [], [scheme]: [] }))
    for (const { method, path, responses } of contract.operations) {
      const name = `${method} ${path}`
      const described = document.paths[path][method.toLowerCase()]
      const answers = Object.entries(described.responses).filter(([status]) => /^20|303/.test(status))
      assert.deepEqual(
        answers.map(([status]) => Number(status)),
        successesOf(method, responses),
        name,
      )
      // biome-ignore lint/suspicious/noExplicitAny: any JSON
      for (const [status, { content, headers }] of answers as [string, any][]) {
        if (/^20[01]$/.test(status)) assert.ok(content['application/json'], `${name}: ${status}`)
        if (status === '303') assert.ok(headers.Location, name)
      }
      if (/^(PUT|POST)$/.test(method) && !WITHOUT_BODY.includes(name))
        assert.ok(described.requestBody.content, name)
      const token = needs.get(name) ?? null
      assert.deepEqual(described.security, token ? withToken : undefined, name)
      const said = /Requires an access token (of the client or )?of a user/.exec(described.description)
      assert.equal(said && (said[1] ? 'any' : 'user'), token, name)
    }
  })

  it('describes how to get an access token, at the addresses of this server', async (t) => {
    const { server, document } = await served(t)
    const { flows } = document.components.securitySchemes.OAuth2
    const { json } = await server.get('/.well-known/oauth-authorization-server')
    assert.deepEqual(Object.keys(flows).sort(), ['authorizationCode', 'clientCredentials', 'password'])
    assert.equal(server.http + flows.authorizationCode.authorizationUrl, json.authorization_endpoint)
    for (const { tokenUrl } of Object.values<{ tokenUrl: string }>(flows))
      assert.equal(server.http + tokenUrl, json.token_endpoint)
  })

  it('lists the accepted values of parameters', async (t) => {
    const { server, document } = await served(t)
    const limits: [url: string, name: string, expected: object, accepted: string, refused: string][] = [
      ['/v3/search/images', 'page', { minimum: 1, maximum: 10_000 }, '1', '10001'],
      ['/v3/search/events', 'page', { minimum: 1, maximum: 50 }, '1', '51'],
      ['/v3/images', 'ids', { minItems: 1, maxItems: 100 }, '100000001', ''],
      ['/v3/artists/images', 'artist_name', { minLength: 1, maxLength: 200 }, 'Ada', ''],
      ['/v3/search/images/creative', 'color', { pattern: '^#?[0-9A-Fa-f]{6}$' }, '002244', 'blue'],
      ['/v3/search/images/creative', 'keyword_ids', { maxItems: 100 }, '1', '2147483648'],
      ['/v3/search/images/creative', 'fields', { maxItems: 100 }, 'title', 'downloads'],
      ['/v3/events/{id}', 'id', { pattern: '^\\d{1,10}(,\\d{1,10})*$' }, '', 'run'],
    ]
    for (const [url, name, expected, accepted, refused] of limits) {
      const { schema, required = false } = document.paths[url].get.parameters.find(
        (parameter: { name?: string }) => parameter.name === name,
      )
      for (const [keyword, value] of Object.entries(expected))
        assert.equal(schema[keyword], value, `${url} ${name}`)
      const values = schema.items?.enum as string[] | undefined
      if (values) assert.deepEqual([values.includes(accepted), values.includes(refused)], [true, false])
      const status = async (value: string) =>
        (await server.get(url.includes('{') ? url.replace('{id}', value) : `${url}?${name}=${value}`)).status
      if (accepted !== '') assert.equal(await status(accepted), 200, `${url} ${name}=${accepted}`)
      assert.equal(await status(refused), 400, `${url} ${name}=${refused}`)
      assert.equal(required, ['ids', 'artist_name', 'id'].includes(name), `${url} ${name}`)
    }
    const integers = document.components.schemas.EventKeyword.properties.relevance
    assert.deepEqual(integers.type, ['integer', 'null'], 'a generator stops at a type that is null alone')
    for (const { name, description } of document.tags) assert.ok(description?.length > 10, name)
  })

  it('has a copy of OpenAPI 3.0 at the address of the original API, and /swagger leads to the reference', async (t) => {
    const { server, document } = await served(t)
    const { json, text, headers } = await get(`${server.http}/swagger/v3/swagger.json`, {
      origin: 'https://x.example',
    })
    assert.equal(json.openapi, '3.0.3')
    assert.equal(headers.get('access-control-allow-origin'), '*')
    assert.deepEqual(Object.keys(json.paths), Object.keys(document.paths))
    assert.doesNotMatch(text, /"(type|examples)":\s*\[|"null"|patternProperties|"identifier"/)
    assert.deepEqual(json.components.schemas.Image.properties.title, {
      example: 'Mountain lake at dawn',
      type: 'string',
      nullable: true,
    })
    assert.equal(
      json.components.schemas.Image.properties.type.type,
      'string',
      'a property that is called type',
    )
    for (const path of ['/swagger', '/swagger/', '/swagger/index.html']) {
      const answer = await get(server.http + path)
      assert.deepEqual([answer.status, answer.headers.get('location')], [302, '/docs'], path)
    }
  })

  it('is met by the responses', async (t) => {
    const { server, document } = await served(t)
    const asked = {
      '/v3/search/images/creative':
        '?include_facets=true&include_related_searches=true&fields=detail_set,display_set',
      '/v3/images': '?ids=100000001,5&fields=detail_set,display_set',
      '/v3/images/{id}': '',
      '/v3/countries': '',
    }
    for (const [url, query] of Object.entries(asked)) {
      const { status, json } = await server.get(url.replace('{id}', '100000001') + query)
      assert.equal(status, 200, url)
      const { schema } = document.paths[url].get.responses[200].content['application/json']
      assert.ok(Schema.Check(resolved(schema, document), json), url)
    }
  })
})
