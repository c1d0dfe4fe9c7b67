import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { createClient } from '@hey-api/openapi-ts'
import { type ContractParameter, readingOperations, valuesOf } from '../fidelity/contract.ts'
import { idOf } from '../fidelity/exercises/exercise.ts'
import { waitingOperations } from '../fidelity/present.ts'
import { makeWorld, type World } from '../fidelity/world.ts'
import { temporaryFolder } from '../support/library.ts'
import { publishedContractFile } from './published-contract.ts'

type Asked = { readonly path?: object; readonly query?: object; readonly body?: unknown }
type Call = (options: Asked) => Promise<{ data?: unknown; error?: unknown; response: Response }>
type Generated = {
  readonly sdk: Readonly<Record<string, Call>>
  readonly client: { setConfig(config: object): void }
}

/** Generates a client from a document with an independent generator; Node runs it as it is. */
async function generate(document: string, folder: string): Promise<Generated> {
  await createClient({
    input: document,
    output: { path: folder, module: { extension: '.ts' } },
    plugins: ['@hey-api/client-fetch', '@hey-api/sdk'],
    logs: { level: 'silent' },
  })
  const load = (file: string) => import(pathToFileURL(join(folder, file)).href)
  return { sdk: await load('sdk.gen.ts'), client: (await load('client.gen.ts')).client }
}

/** Returns the generated name: "GET /v3/images/{id}/same-series" is getV3ImagesByIdSameSeries. */
const functionOf = (path: string, method = 'GET') =>
  `${method.toLowerCase()}${path
    .replaceAll(/\{([^}]+)\}/g, 'by-$1')
    .split(/[/_-]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')}`

/** Two values for parameters that take several, so that the client has to write a list. */
function valueFor({ name, type }: ContractParameter): unknown {
  const one = KNOWN[name] ?? valuesOf(type)?.[0] ?? BY_TYPE[type.replace('[]', '')]
  if (!type.endsWith('[]') || Array.isArray(one)) return one
  return [one, valuesOf(type)?.[1] ?? BY_TYPE[type.replace('[]', '')]]
}

const BY_TYPE: Readonly<Record<string, unknown>> = {
  string: 'water',
  int32: 1,
  bool: true,
  datetime: '2020-01-01T00:00:00Z',
}
const KNOWN: Readonly<Record<string, unknown>> = {
  color: '002244',
  download_product: 'easyaccess',
  page_size: 30,
  product_types: ['easyaccess'],
}

function idFor(path: string, world: World): string | number {
  if (path.startsWith('/v3/events')) return world.events.run
  return idOf(world, path.endsWith('/same-series') ? 'creative series one' : 'creative of water')
}

describe('a client generated from the published document', () => {
  it('calls each operation, with all of its parameters at once', async (t) => {
    const document = await publishedContractFile(t)
    if (document === null) return
    const world = await makeWorld(t)
    const { sdk, client } = await generate(document, await temporaryFolder(t))
    const auth = ({ type }: { type: string }) => (type === 'apiKey' ? world.key('affiliate') : undefined)
    client.setConfig({ baseUrl: world.server.http, auth })
    for (const { path, parameters } of readingOperations) {
      const id =
        path.includes('{id}') || path === '/v3/images' || path === '/v3/events' ? idFor(path, world) : 0
      const query = Object.fromEntries(
        parameters
          .filter((parameter) => parameter.in === 'query' && !('since' in parameter))
          .map((parameter) => [parameter.name, parameter.name === 'ids' ? [id] : valueFor(parameter)]),
      )
      if (path.includes('/events')) query.fields = ['id', 'hero_image']
      if (path === '/v3/artists/images') query.artist_name = 'Ada Example'
      if ('fields' in query && !path.includes('/events')) query.fields = ['id', 'display_set']
      const { data, error, response } = await sdk[functionOf(path)]!({ path: { id }, query })
      if (path === '/v3/collections') {
        assert.equal(response.status, 401)
        assert.equal((error as { ErrorCode: string }).ErrorCode, 'AuthorizationTokenRequired')
        continue
      }
      assert.equal(response.status, 200, `${path}: ${JSON.stringify(error)}`)
      // All filters of a search together match nothing; without filters there are results.
      const found = path.includes('/search/') ? (await sdk[functionOf(path)]!({})).data : data
      const lists = Object.values(found as object).filter(Array.isArray)
      assert.ok(lists.flat().length > 0 || path === '/v3/events/{id}', path)
    }
    for (const { method, path, parameters } of waitingOperations.filter(({ since }) => since === undefined)) {
      const those = (where: string) => parameters.filter((parameter) => parameter.in === where)
      const { error, response } = await sdk[functionOf(path, method)]!({
        path: Object.fromEntries(those('path').map(({ name }) => [name, '1'])),
        query: Object.fromEntries(those('query').map((parameter) => [parameter.name, valueFor(parameter)])),
      })
      assert.equal(response.status, 403, `${method} ${path}: ${JSON.stringify(error)}`)
      assert.match((error as { ErrorMessage: string }).ErrorMessage, /is not available yet\.$/)
    }
  })
})
