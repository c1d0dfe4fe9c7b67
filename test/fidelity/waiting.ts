import assert from 'node:assert/strict'
import type { Answer } from '../support/library.ts'
import { ANSWERS, EVERY_REQUEST, WRONG } from './claims.ts'
import { type ContractOperation, type ContractParameter, nameOf, valuesOf } from './contract.ts'
import { wrongCode } from './exercises/exercise.ts'
import type { Entry } from './ledger.ts'
import type { AskOptions, World } from './world.ts'

/** A valid value by name or type, and an invalid one if there is any. */
const RIGHT: Readonly<Record<string, string>> = {
  bool: 'True',
  int32: '1',
  string: 'water',
  product_types: 'easyaccess,premiumaccess:1234',
}
const INVALID: Readonly<Record<string, string>> = {
  bool: 'perhaps',
  int32: 'many',
  string: 'x'.repeat(2001),
  product_types: 'easyaccess,no-such-product',
}

/** Required parameters. */
const BASE: Readonly<Record<string, string>> = { '/v3/image-match/search': 'url=water' }

/** Sends an operation that is not available yet all the requests that it must check like any other. */
export async function exerciseWaiting(
  world: World,
  operation: ContractOperation,
  ownAnswers: readonly string[],
): Promise<Entry[]> {
  const call = { operation, send: sender(world, operation), entries: [] as Entry[] }
  for (const parameter of operation.parameters) await checkParameter(call, parameter)
  for (const header of operation.headers)
    note(call, header, 'de', await call.send('', { headers: { [header]: 'de' } }))
  await checkAnswers(call, ownAnswers)
  return call.entries
}

type Call = {
  readonly operation: ContractOperation
  readonly send: (query?: string, options?: AskOptions) => Promise<Answer>
  readonly entries: Entry[]
}

/** Sends requests with the required parameters, unless they are those to be tested. */
const sender =
  (world: World, { path }: ContractOperation): Call['send'] =>
  (query = '', options = {}) => {
    const required = BASE[path] ?? ''
    const isGiven = query !== '' && required.startsWith(query.split('=')[0]!)
    const sent = isGiven ? query : [required, query].filter(Boolean).join('&')
    return world.send(sent === '' ? path : `${path}?${sent}`, options)
  }

function note({ operation, entries }: Call, subject: string, value: string, answer: Answer | null): void {
  const claim = { operation: nameOf(operation), subject, value }
  entries.push({ claim, answered: answer && came(answer) })
}

async function checkParameter(call: Call, parameter: ContractParameter): Promise<void> {
  const { name } = parameter
  const values = valuesOf(parameter.type)
  for (const value of values ?? [valueFor(RIGHT, parameter)]) {
    const answer = await call.send(`${name}=${encodeURIComponent(value)}`)
    isWaiting(answer, call.operation)
    note(call, name, values ? value : 'a valid value', answer)
  }
  const answer = await call.send(`${name}=${values ? 'no-such-value' : valueFor(INVALID, parameter)}`)
  assert.equal(came(answer), refusalOf(call), answer.text)
  assert.ok(answer.json.ErrorMessage.includes(`'${name}'`), answer.text)
  note(call, name, WRONG, answer)
}

async function checkAnswers(call: Call, ownAnswers: readonly string[]): Promise<void> {
  const { operation, send } = call
  const waiting = await send()
  isWaiting(waiting, operation)
  const unknown = await send('no_such_parameter=1')
  const answers: Readonly<Record<string, Answer>> = {
    [refusalOf(call)]: unknown,
    '401 AuthorizationTokenRequired': await send('', { token: 'unknown' }),
    '403 UnauthorizedToAccessResource': waiting,
  }
  const documented = operation.responses.map(({ status, code }) => [status, code].join(' ').trim())
  for (const stated of new Set([...documented, ...ownAnswers])) {
    const answer = answers[stated] ?? null
    if (answer) assert.equal(came(answer), stated)
    note(call, ANSWERS, stated, answer)
  }
  note(call, EVERY_REQUEST, 'an unknown parameter', unknown)
  const keyless = await send('', { key: null })
  assert.equal(keyless.status, 401, `${nameOf(operation)} without a key`)
  note(call, EVERY_REQUEST, 'no key', keyless)
}

const refusalOf = ({ operation }: Call) => `400 ${wrongCode({ operation })}`

const valueFor = (values: Readonly<Record<string, string>>, { name, type }: ContractParameter) =>
  values[name] ?? values[type.replace('[]', '')]!

function isWaiting(answer: Answer, operation: ContractOperation): void {
  assert.equal(came(answer), '403 UnauthorizedToAccessResource', `${nameOf(operation)}: ${answer.text}`)
  assert.equal(answer.json.ErrorMessage, `${nameOf(operation)} is not available yet.`)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
}

const came = ({ status, json }: Answer) => `${status} ${json?.ErrorCode ?? json?.message}`
