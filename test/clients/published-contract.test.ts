import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { type ContractOperation, contract, IMAGE_FIELDS } from '../fidelity/contract.ts'
import { idOf } from '../fidelity/exercises/exercise.ts'
import { makeWorld, type World } from '../fidelity/world.ts'
import { deviationsOf } from './deviations.ts'
import { DIFFERENCES, OWN_FIELDS } from './differences.ts'
import {
  type Parameter,
  type PublishedContract,
  publishedContract,
  type Schema,
} from './published-contract.ts'

/** All fields of an image that need no token, including our own. */
const FIELDS = [...IMAGE_FIELDS.filter((field) => !/download|_set$/.test(field)), ...OWN_FIELDS].join()
const EVENT_FIELDS = contract.enums.EventDetailFieldValues!.values.join()

/** Operations whose responses are missing in the document, composed from its schemas. */
const UNTYPED: Readonly<Record<string, Schema>> = {
  '/v3/artists/images': { $ref: '#/components/schemas/ImageSearchItemSearchResults' },
  '/v3/events': {
    type: 'object',
    properties: { events: { type: 'array', items: { $ref: '#/components/schemas/Event' } } },
  },
  '/v3/events/{id}': { $ref: '#/components/schemas/Event' },
}

/** Requests of each operation that return as many fields as possible. */
const asked = (world: World): Record<string, string[]> => {
  const water = idOf(world, 'creative of water')
  const search = `fields=${FIELDS}&include_related_searches=true`
  const facets = 'include_facets=true&phrase=water'
  return {
    '/v3/search/images': [`?${search}`, '?phrase=nothing-like-it', '?fields=detail_set'],
    '/v3/search/images/creative': [
      `?${search}&page_size=100`,
      `?${facets}`,
      '?fields=detail_set&page_size=100',
    ],
    '/v3/search/images/editorial': [
      `?${search}&page_size=100`,
      `?${facets}`,
      '?fields=detail_set&page_size=100',
    ],
    '/v3/images': [`?ids=${water},999999999&fields=${FIELDS}`],
    '/v3/images/{id}': [`${water}?fields=${FIELDS}`, water],
    '/v3/images/{id}/same-series': [`${idOf(world, 'creative series one')}?fields=${FIELDS}`],
    '/v3/images/{id}/similar': [`${water}?fields=${FIELDS}`],
    '/v3/artists/images': [`?artist_name=Ada&fields=${FIELDS}`],
    '/v3/affiliates/search/images': ['?phrase=affiliate'],
    '/v3/events': [`?ids=${world.events.run},999999999&fields=${EVENT_FIELDS}`],
    '/v3/events/{id}': [`${world.events.run}?fields=${EVENT_FIELDS},child_events`],
    '/v3/search/events': [`?fields=${EVENT_FIELDS}`, ''],
    '/v3/collections': [],
    '/v3/countries': [''],
  }
}

const addressOf = (path: string, rest: string) => {
  const [id, query] = path.includes('{id}') ? rest.split('?') : [undefined, undefined]
  return id === undefined ? path + rest : `${path.replace('{id}', id)}${query ? `?${query}` : ''}`
}

describe('the published contract', () => {
  it('has the parameters and values that this project copied from it', async (t) => {
    const document = await publishedContract(t)
    if (!document) return
    for (const operation of contract.operations.filter(({ since }) => since === undefined)) {
      const { method, path, parameters, headers } = operation
      const published: readonly Parameter[] = document.paths[path]![method.toLowerCase()]!.parameters ?? []
      const names = published.map(({ name }) => name)
      const known = parameters.filter((parameter) => !('since' in parameter)).map(({ name }) => name)
      assert.deepEqual(names.filter((name) => !headers.includes(name)).sort(), known.sort(), path)
      for (const parameter of published) checkValues(document, operation, parameter)
    }
  })

  it('is met by the responses, including later additions and fields by name, except for documented differences', async (t: TestContext) => {
    const document = await publishedContract(t)
    if (!document) return
    const world = await makeWorld(t)
    const found = new Map<string, string>()
    for (const [path, requests] of Object.entries(asked(world))) {
      const { schema = UNTYPED[path]! } =
        document.paths[path]!.get!.responses[200]!.content?.['application/json'] ?? {}
      for (const request of requests) {
        const { status, text, json } = await world.send(addressOf(path, request), { key: 'all' })
        assert.equal(status, 200, `${path} ${request}: ${text}`)
        for (const deviation of deviationsOf(schema, json, document))
          if (!isAllowed(deviation, request)) found.set(deviation, path)
      }
    }
    const unexplained = [...found].filter(([deviation]) => !(deviation in DIFFERENCES))
    assert.deepEqual(unexplained, [], 'differences without a reason')
    const idle = Object.keys(DIFFERENCES).filter((deviation) => !found.has(deviation))
    assert.deepEqual(idle, [], 'reasons for which there is no difference')
  })
})

const LATER = new Set(Object.values(contract.laterMembers).flatMap((members) => Object.keys(members)))

/** Fields that later versions of the contract added, and those that the request named in `fields`. */
function isAllowed(deviation: string, request: string): boolean {
  const [member, kind] = deviation.split(' ')
  const name = member!.split('.').at(-1)!
  const named = new URLSearchParams(request.split('?')[1]).get('fields')?.split(',') ?? []
  return kind === 'added' && (LATER.has(name) || named.includes(name))
}

function checkValues(
  document: PublishedContract,
  { path, parameters }: ContractOperation,
  { name, schema }: Parameter,
): void {
  const ours = parameters.find((one) => one.name === name)
  const reference = String(schema.$ref ?? (schema.items as { $ref?: string } | undefined)?.$ref ?? '')
  const values = document.components.schemas[reference.split('/').at(-1)!]?.enum as unknown[] | undefined
  if (!ours || !values) return
  const known = contract.enums[ours.type.replace('[]', '')]
  assert.ok(known, `${path} ${name} has values`)
  const lacking = values.map(String).filter((value) => !known.values.map(asYamlReadIt).includes(value))
  assert.deepEqual(lacking, [], `${path} ${name}`)
}

/** Aspect ratios such as 16:9 were mangled by a YAML 1.1 parser in the published document: 16 × 60 + 9. */
const asYamlReadIt = (value: string) =>
  value.replace(/^(\d+):(\d+)$/, (_all, sixties, ones) => String(60 * Number(sixties) + Number(ones)))
