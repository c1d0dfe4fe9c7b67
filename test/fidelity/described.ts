import Schema from 'typebox/schema'
import { type Answer, get, type Served } from '../support/library.ts'
import { resolved } from '../support/schemas.ts'
import { type ContractOperation, nameOf } from './contract.ts'

/** Codes that any operation may answer with; other tests produce them (test/gate). */
const OF_ANY = new Set([
  'AuthorizationTokenRequired',
  'BadRequest',
  'Forbidden',
  'HeadersTooLarge',
  'InternalError',
  'InvalidParameterValue',
  'RequestTimeout',
  'ServiceUnavailable',
  'TooManyRequests',
  'Unauthorized',
  'UriTooLong',
])

const METHODS = new Set(['get', 'post', 'put', 'delete'])

type Content = Readonly<Record<string, { readonly schema: object; readonly examples?: object }>>
type Described = {
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>
}

/** An operation by its method and address. */
export type NamedOperation = Pick<ContractOperation, 'method' | 'path'>

/** Our own OpenAPI document, as the ledger uses it. */
export type OwnDocument = {
  /** Returns the answers of an operation that not every operation has, such as `404 ImageNotFound`. */
  answersOf(operation: NamedOperation): string[]
  /** Returns the status of an operation that succeeds. */
  successOf(operation: NamedOperation): string
  /** The operations that the contract does not have. */
  readonly own: readonly NamedOperation[]
  /** Throws if an answer has a status or a media type that the document does not list, or does not match the schema there. */
  check(operation: NamedOperation, answer: Answer): void
}

/** Reads the document of a server. */
export async function readDocument({ http }: Pick<Served, 'http'>): Promise<OwnDocument> {
  const { json: document } = await get(`${http}/openapi.json`)
  const validators = new Map<string, ReturnType<typeof Schema.Compile>>()
  const described = ({ method, path }: NamedOperation): Described =>
    document.paths[path][method.toLowerCase()]
  const validatorOf = (operation: NamedOperation, { status, headers }: Answer) => {
    const { content } = described(operation).responses[status]!
    if (!content) return null
    const type = headers.get('content-type')?.split(';')[0] ?? ''
    if (!(type in content)) throw new Error(`the OpenAPI document does not list ${type} for ${status}`)
    const name = `${nameOf(operation)} ${status} ${type}`
    if (!validators.has(name)) validators.set(name, Schema.Compile(resolved(content[type]!.schema, document)))
    return validators.get(name)!
  }
  return {
    answersOf: (operation) =>
      Object.entries(described(operation).responses).flatMap(([status, { content = {} }]) =>
        Object.values(content)
          .flatMap(({ examples = {} }) => Object.keys(examples))
          .filter((code) => !OF_ANY.has(code))
          .map((code) => `${status} ${code}`),
      ),
    successOf: (operation) =>
      Object.keys(described(operation).responses).find((status) => status.startsWith('2'))!,
    own: Object.entries<Record<string, object>>(document.paths)
      .filter(([path]) => path.startsWith('/v1/'))
      .flatMap(([path, methods]) =>
        Object.keys(methods)
          .filter((key) => METHODS.has(key))
          .map((key) => ({ method: key.toUpperCase() as NamedOperation['method'], path })),
      ),
    check(operation, answer) {
      const { status, json } = answer
      if (status === 405) return
      if (!(status in described(operation).responses))
        throw new Error(`the OpenAPI document does not list the status ${status}`)
      const validator = validatorOf(operation, answer)
      if (validator && !validator.Check(json))
        throw new Error(JSON.stringify(validator.Errors(json)[1].slice(0, 3)))
    },
  }
}
