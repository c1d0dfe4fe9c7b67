import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type FastifyInstance, fastify } from 'fastify'
import { Type } from 'typebox'
import { KEY_ONLY } from '../../src/access/admission.ts'
import { listClients } from '../../src/access/clients.ts'
import { answerMemory } from '../../src/http/answer-memory.ts'
import { formBody, jsonBody, NO_BODY } from '../../src/http/body.ts'
import type { Caller } from '../../src/http/caller.ts'
import { linkMaker } from '../../src/http/links.ts'
import { type Operation, operation, publicOperation } from '../../src/http/operation.ts'
import { allOperations } from '../../src/http/operations.ts'
import { addOperations } from '../../src/http/routes.ts'
import { openRightsBook } from '../../src/rights/rights-book.ts'
import { emptyLibrary, operationServices, serve } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'

const RIGHTS_DEFAULTS = { licenseModel: null, isEmbeddable: false }
const EMPTY_DESCRIPTION = Type.Object({})
const Sample = Type.Object({ id: Type.String() })
const path = Type.Object({ 'sample-id': Type.Integer({ minimum: 1 }) })
const about = { tag: 'Samples', summary: 'Made for this test', query: EMPTY_DESCRIPTION, problems: [] }
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }

/** An operation for each feature that operations can declare but no operation of the API uses yet. */
const SAMPLES: Operation[] = [
  operation({
    ...about,
    method: 'POST',
    url: '/v3/samples',
    operationId: 'createSample',
    path: EMPTY_DESCRIPTION,
    access: KEY_ONLY,
    caching: 'none',
    body: jsonBody(Type.Object({ name: Type.String() })),
    answers: { 201: { schema: Sample, headers: { location: 'Address of the sample.' } } },
    handle: async ({ body: { name } }) => ({
      status: 201,
      body: { id: name },
      headers: { location: `/v3/samples/${name}` },
    }),
  }),
  operation({
    ...about,
    method: 'GET',
    url: '/v3/samples/{sample-id}',
    operationId: 'getSample',
    path,
    access: KEY_ONLY,
    caching: 'private',
    body: NO_BODY,
    answers: { 200: { schema: Sample } },
    handle: async ({ path, caller }) => ({
      status: 200,
      body: { id: `${path['sample-id'] + 1} of ${caller.credential.name}` },
    }),
  }),
  operation({
    ...about,
    method: 'DELETE',
    url: '/v3/samples/{sample-id}',
    operationId: 'deleteSample',
    path,
    access: KEY_ONLY,
    caching: 'none',
    body: NO_BODY,
    answers: { 204: {} },
    handle: async () => ({ status: 204 }),
  }),
  operation({
    ...about,
    method: 'POST',
    url: '/v3/samples/{sample-id}',
    operationId: 'openSample',
    path,
    access: KEY_ONLY,
    caching: 'none',
    body: formBody(Type.Object({ page: Type.Integer({ default: 1 }) })),
    answers: { 303: { headers: { location: 'Where the sample is.' } } },
    handle: async ({ body }) => ({ status: 303, headers: { location: `/pages/${body.page}` } }),
  }),
  ...(['any', 'user'] as const).map((token) =>
    operation({
      ...about,
      method: 'GET',
      url: `/v3/samples-of/${token}`,
      operationId: `of-${token}`,
      access: { token, ability: null },
      caching: 'none',
      body: NO_BODY,
      path: EMPTY_DESCRIPTION,
      answers: { 204: {} },
      handle: async () => ({ status: 204 }),
    }),
  ),
]

describe('an operation', () => {
  const lifetime = suiteLifetime()
  let app: FastifyInstance
  let operations: Operation[]

  before(async () => {
    const library = await emptyLibrary(lifetime)
    const server = await serve(library)
    const [client] = (await listClients(library.db)).filter(({ name }) => name === 'test')
    operations = allOperations(await operationServices(library))
    const linksUnder = linkMaker({
      secret: '',
      watermarkKey: '',
      cacheSeconds: 60,
      canPlay: false,
      now: library.now,
    })
    app = fastify()
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    app.decorateRequest('client', null)
    app.addHook('onRequest', async (request) => void Object.assign(request, { client }))
    addOperations(app, SAMPLES, {
      ...library.config,
      db: library.db,
      canMakeVideoSizes: false,
      rightsBook: await openRightsBook(library.db, RIGHTS_DEFAULTS),
      proxy: { countryHeader: null, isBehindProxy: false },
      isFromGalleryPage: () => false,
      linksFor: () => linksUnder(server.http),
      answers: answerMemory(1000),
      now: library.now,
      textLanguages: { current: () => new Set(), reload: async () => {} },
      rightsDefaults: RIGHTS_DEFAULTS,
    })
    lifetime.after(() => app.close())
  })

  it('responds with 201 and its declared headers', async () => {
    const payload = JSON.stringify({ name: '7' })
    const answer = await app.inject({ method: 'POST', url: '/v3/samples', payload })
    assert.deepEqual([answer.statusCode, answer.json()], [201, { id: '7' }])
    assert.equal(answer.headers.location, '/v3/samples/7')
    assert.equal(answer.headers['cache-control'], 'no-store')
  })

  it('lets only the caller cache private responses, and responds with 304 if unchanged', async () => {
    const url = '/v3/samples/7'
    const { json, headers } = await app.inject(url)
    assert.deepEqual(json(), { id: '8 of test' })
    assert.match(String(headers['cache-control']), /^private, must-revalidate/)
    const again = await app.inject({ url, headers: { 'if-none-match': String(headers.etag) } })
    assert.deepEqual([again.statusCode, again.body], [304, ''])
  })

  it('responds with 204 without a body', async () => {
    const { statusCode, body, headers } = await app.inject({ method: 'DELETE', url: '/v3/samples/7' })
    assert.deepEqual([statusCode, body, headers['content-type']], [204, '', undefined])
  })

  it('reads a form and responds with 303', async () => {
    const form = { method: 'POST', url: '/v3/samples/7', headers: FORM_TYPE } as const
    const answer = await app.inject({ ...form, payload: 'page=%203&colour=red' })
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/pages/3'])
    for (const wrong of [
      { ...form, payload: 'page=x' },
      { ...form, payload: 'page=1', headers: { 'content-type': 'application/json' } },
    ])
      assert.equal((await app.inject(wrong)).statusCode, 400)
  })

  it('validates its path', async () => {
    for (const part of ['x', '0', '1.5']) {
      const { statusCode, body } = await app.inject(`/v3/samples/${part}`)
      assert.equal(statusCode, 400)
      assert.match(body, /parameter 'sample-id': it must be an integer from 1/)
    }
  })

  it('that needs a token tells callers without one', async () => {
    for (const token of ['any', 'user']) {
      const { statusCode, headers } = await app.inject(`/v3/samples-of/${token}`)
      assert.equal(statusCode, 401)
      assert.match(String(headers['www-authenticate']), /^Bearer /)
    }
  })

  it('that is public does not depend on client, customer or person', async () => {
    const openly = operations.filter(({ caching }) => caching === 'public')
    assert.ok(openly.length > 10)
    for (const one of openly) assert.deepEqual(await looksAt(one), [], one.operationId)
  })

  it('that is public but depends on a person is detected', async () => {
    const byHand: Operation = {
      ...SAMPLES[0]!,
      caching: 'public',
      perform: async (_request, { caller }) => ({ status: 200, body: caller.person }),
    }
    assert.deepEqual(await looksAt(byHand), ['person'])
    publicOperation({
      ...about,
      url: '/v3/people',
      operationId: 'people',
      path: EMPTY_DESCRIPTION,
      answer: EMPTY_DESCRIPTION,
      // @ts-expect-error: a public operation does not get the caller's identity.
      handle: async ({ caller }) => ({ name: caller.person }),
    })
  })
})

const ABOUT_WHO_ASKS = ['credential', 'customer', 'person', 'hasToken']
const IDS: Readonly<Record<string, string>> = { ids: '1', artist_name: 'Ada' }

/** Returns which of these an operation reads when it runs. */
async function looksAt({ perform, path, query }: Operation): Promise<string[]> {
  const seen = new Set<string>()
  const state = 'some'
  const nobody = { country: null, rights: null, person: null }
  const caller = { abilities: new Set(['affiliate']), cleanSizes: () => new Set(), ...nobody, state }
  const watched = new Proxy(caller as unknown as Caller, {
    get(target, name) {
      if (ABOUT_WHO_ASKS.includes(String(name))) seen.add(String(name))
      return Reflect.get(target, name)
    },
  })
  const named = Object.keys(query.properties).filter((name) => IDS[name])
  const request = {
    path: Object.fromEntries(Object.keys(path.properties).map((name) => [name, '1'])),
    query: Object.fromEntries(named.map((name) => [name, IDS[name]])),
    headers: {},
    body: { bytes: Buffer.alloc(0), mediaType: '' },
    unknownParameters: 'refuse' as const,
  }
  const links = linkMaker({
    secret: '',
    watermarkKey: '',
    cacheSeconds: 60,
    canPlay: false,
    now: () => new Date(),
  })('')
  const context = {
    caller: watched,
    language: 'en-US' as const,
    links,
    rightsDefaults: RIGHTS_DEFAULTS,
    canMakeVideoSizes: false,
  }
  await perform(request, context).catch((error) => assert.match(error.name, /NotFound$/))
  return [...seen]
}
