import assert from 'node:assert/strict'
import type { Answer } from '../support/library.ts'
import { type ContractOperation, type ContractParameter, valuesOf } from './contract.ts'
import { wrongCode } from './exercises/exercise.ts'
import type { World } from './world.ts'

/** The responses of a waiting operation: `answered` to a valid request, and the `parameters` that it checks. */
export type Waiting = {
  readonly operation: ContractOperation
  readonly answered: string
  readonly parameters: readonly string[]
}

/** A valid value by name or type, and an invalid one if there is any. */
const RIGHT: Readonly<Record<string, string>> = {
  bool: 'True',
  int32: '1',
  datetime: '2024-05-31',
  string: 'water',
  download_product: 'premiumaccess:1234',
  product_types: 'easyaccess,premiumaccess:1234',
}
const WRONG: Readonly<Record<string, string>> = {
  bool: 'perhaps',
  int32: 'many',
  datetime: 'yesterday',
  download_product: 'no-such-product',
  product_types: 'easyaccess,no-such-product',
}

/** A body as the OpenAPI document describes it, by its media types. */
export type DescribedBody = {
  readonly required: boolean
  readonly content: Readonly<Record<string, { readonly example?: unknown }>>
}

/** Sends a waiting operation all the requests that it must check like any other operation. */
export async function exerciseWaiting(
  world: World,
  operation: ContractOperation,
  body: DescribedBody | undefined,
): Promise<Waiting> {
  const path = operation.path.replaceAll(/\{[^}]+\}/g, '1')
  const { method } = operation
  const right = body ? exampleOf(body) : {}
  const send = (query = '') => world.send(path + query, { method, ...right })
  if (body) await checkBody(world, operation, body)
  assert.equal((await world.send(path, { method, key: null })).status, 401, `${method} ${path} without a key`)
  const unknown = await send('?no_such_parameter=1')
  assert.deepEqual(came(unknown), `400 ${wrongCode({ operation })}`, `${method} ${path}`)
  const queried = operation.parameters.filter((parameter) => parameter.in === 'query')
  for (const parameter of queried) {
    for (const value of valuesOf(parameter.type) ?? [valueFor(RIGHT, parameter)!])
      isWaiting(await send(`?${parameter.name}=${encodeURIComponent(value)}`), operation)
    const wrong = valuesOf(parameter.type) ? 'no-such-value' : valueFor(WRONG, parameter)
    if (wrong === undefined) continue
    const refused = await send(`?${parameter.name}=${wrong}`)
    assert.equal(came(refused), `400 ${wrongCode({ operation })}`, refused.text)
    assert.ok(refused.json.ErrorMessage.includes(`'${parameter.name}'`), refused.text)
  }
  const answer = await send()
  isWaiting(answer, operation)
  return { operation, answered: came(answer), parameters: queried.map(({ name }) => name) }
}

/** Expects the operation's own error code for an invalid body, and for a missing one if it is required. */
async function checkBody(world: World, operation: ContractOperation, body: DescribedBody): Promise<void> {
  const { method } = operation
  const path = operation.path.replaceAll(/\{[^}]+\}/g, '1')
  const wrong = { method, body: '"', headers: { 'content-type': 'application/json' } }
  const refused = `400 ${wrongCode({ operation })}`
  assert.equal(came(await world.send(path, wrong)), refused, `${method} ${path} with a wrong body`)
  const none = await world.send(path, { method })
  if (body.required) assert.equal(came(none), refused, `${method} ${path} without a body`)
  else isWaiting(none, operation)
}

/** Returns the example body in the document, or some bytes for binary bodies. */
function exampleOf({ content }: DescribedBody): {
  body: string | Uint8Array
  headers: Record<string, string>
} {
  const [[type, { example }] = ['', {}]] = Object.entries(content)
  const body = example === undefined ? Uint8Array.of(1) : JSON.stringify(example)
  return { body, headers: { 'content-type': type } }
}

const valueFor = (values: Readonly<Record<string, string>>, { name, type }: ContractParameter) =>
  values[name] ?? values[type.replace('[]', '')]

function isWaiting(answer: Answer, { method, path }: ContractOperation): void {
  assert.equal(came(answer), '403 UnauthorizedToAccessResource', `${method} ${path}: ${answer.text}`)
  assert.equal(answer.json.ErrorMessage, `${method} ${path} is not available yet.`)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
}

const came = ({ status, json }: Answer) => `${status} ${json?.ErrorCode ?? json?.message}`
