import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import {
  type ContractOperation,
  type ContractParameter,
  nameOf,
  readingOperations,
  valuesOf,
} from '../fidelity/contract.ts'
import { made } from '../fidelity/exercises/derivation.ts'
import { itemsOf, minimalQuery } from '../fidelity/exercises/exercise.ts'
import { exercisesOf } from '../fidelity/exercises/own-exercise.ts'
import { ownOperations } from '../fidelity/present.ts'
import { openShop, type Shop } from '../fidelity/shop.ts'
import { makeWorld, type World } from '../fidelity/world.ts'
import { get, temporaryFolder } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { type GeneratedClient, generateClient } from './generated-client.ts'
import { callOwnOperations } from './own-calls.ts'
import { publishedContractFile } from './published-contract.ts'

/** How a client names the function for an operation. */
type Naming = (operation: ContractOperation) => string

/** "GET /v3/images/{id}/same-series" is getV3ImagesByIdSameSeries. */
const byAddress: Naming = ({ method, path }) =>
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

describe('a client generated', () => {
  const lifetime = suiteLifetime()
  let world: World
  let shop: Shop
  before(async () => {
    world = await makeWorld(lifetime)
    shop = await openShop(lifetime)
  })

  it('from the published document calls each of its operations, searches with all parameters at once', async (t) => {
    const document = await publishedContractFile(t)
    if (document === null) return
    const [reader, licenser] = await clientsOf(document)
    const isPublished = ({ since }: ContractOperation) => since === undefined
    for (const operation of readingOperations.filter(isPublished)) await readEverything(reader, operation)
    for (const operation of ownOperations.filter(isPublished)) await perform(licenser, byAddress, operation)
    assert.equal(reader.called.size + licenser.called.size, 52)
  })

  it('from our own document calls each of its operations', async () => {
    const { text, json } = await get(`${world.server.http}/openapi.json`)
    const file = join(await temporaryFolder(lifetime), 'openapi.json')
    await writeFile(file, text)
    const [reader, licenser] = await clientsOf(file)
    const byId: Naming = ({ method, path }) => json.paths[path][method.toLowerCase()].operationId
    for (const operation of readingOperations) {
      const { id, ...query } = minimalQuery(operation, world)
      const as = { key: world.key('affiliate') }
      await reader.call(byId(operation), { as, path: { id: String(id) }, query, status: 200 })
    }
    for (const operation of ownOperations) await perform(licenser, byId, operation)
    await callOwnOperations(licenser, shop)
    const ids = Object.values<object>(json.paths).flatMap((methods) =>
      Object.values<{ operationId: string }>(methods as never).map(({ operationId }) => operationId),
    )
    assert.deepEqual([...reader.called, ...licenser.called].sort(), ids.sort())
  })

  /** Generates clients of the two libraries: of the catalogue, and of customers. */
  async function clientsOf(document: string): Promise<[GeneratedClient, GeneratedClient]> {
    const make = async ({ http }: { readonly http: string }) =>
      generateClient(document, await temporaryFolder(lifetime), http)
    return [await make(world.server), await make(shop.server)]
  }

  async function readEverything({ call }: GeneratedClient, operation: ContractOperation): Promise<void> {
    const { path } = operation
    const name = byAddress(operation)
    const as = { key: world.key('affiliate') }
    const { id, ...minimal } = minimalQuery(operation, world)
    const all = operation.parameters
      .filter((parameter) => parameter.in === 'query' && !('since' in parameter))
      .map((parameter) => [parameter.name, valueFor(parameter)])
    const query = {
      ...Object.fromEntries(all),
      ...('ids' in minimal ? { ids: [minimal.ids] } : minimal),
    }
    if ('fields' in query)
      query.fields = path.includes('/events') ? ['id', 'hero_image'] : ['id', 'display_set']
    const answer = await call(name, { as, path: { id }, query, status: 200 })
    // All filters of a search together match nothing; without filters there are results.
    const found = path.includes('/search/') ? await call(name, { as, status: 200 }) : answer
    assert.ok((found.countries ?? itemsOf(found)).length > 0, path)
  }

  async function perform(
    { call }: GeneratedClient,
    name: Naming,
    operation: ContractOperation,
  ): Promise<void> {
    const { request, status } = exercisesOf(operation)!
    const { as = shop.customer.user, ...asked } = await made(request, shop)
    const answer = await call(name(operation), { as, status, ...asked })
    if (status >= 400) assert.ok(answer.ErrorCode, nameOf(operation))
  }
})
