import {
  type ContractOperation,
  type ContractParameter,
  contract,
  IMAGE_FIELDS,
  membersOf,
  nameOf,
  VIDEO_FIELDS,
  valuesOf,
} from './contract.ts'

/** One thing that the contract allows in a request or response: a parameter and a value, a status and a code. */
export type Claim = {
  /** Its method and path. */
  readonly operation: string
  /** A parameter, a header, `body.` and a member of the body, or the kind of claim. */
  readonly subject: string
  readonly value: string
}

export const WRONG = 'a wrong value'
export const NONE = 'none'
export const BODY = 'body'
export const ACCESS_TOKEN = 'access token'
export const ANSWERS = 'answers'
const OTHER_IMAGE_FIELDS = 'fields of other image operations'
const OTHER_VIDEO_FIELDS = 'fields of other video operations'
/** Fields that operations on the same kind of media list (contract 16, Parameters). */
export const OTHER_FIELDS: readonly string[] = [OTHER_IMAGE_FIELDS, OTHER_VIDEO_FIELDS]
export const EVERY_REQUEST = 'every request'

const BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  bool: ['true', 'false', 'True', 'empty', WRONG],
  int32: ['a number', WRONG],
  datetime: ['a date', 'a date and time', WRONG],
  string: ['a text', WRONG],
  'string[]': ['one', 'several', 'repeated', 'indexed', 'unknown', WRONG],
  'int32[]': ['one', 'several', 'repeated', 'indexed', 'unknown', WRONG],
}
/** Parameters with more claims than their type implies. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  artist_name: ['a name', 'unknown', 'none', WRONG],
  artists: ['one', 'several', 'unknown', WRONG],
  color: ['with #', 'without #', WRONG],
  id: ['known', 'unknown', 'several'],
  ids: ['one', 'several', 'repeated', 'indexed', 'some unknown', 'all unknown', 'none', 'too many'],
  minimum_quality_rank: ['1', '2', '3', WRONG],
  page: ['the first', 'the last', 'beyond the last', WRONG],
  page_size: [...contract.pageSizes.map(String), 'another number', WRONG],
  phrase: ['a text', 'none', WRONG],
}
const IN_ALL_CASES = ['in capitals', 'by ordinal', WRONG]

const FIELDS = ['none: the default', 'several', 'repeated', 'indexed', 'in capitals', WRONG]
const LANGUAGES = [...contract.languages, '*', 'an unknown one']
/** Of operations that change something, whose answers have hardly any words. */
const FEW_LANGUAGES = ['de', '*', 'an unknown one']
const COUNTRIES = ['a country', 'an unknown country', 'of a key that may not say it']
const REQUESTS = [
  'an unknown parameter',
  'a trailing slash',
  'a dangling ?',
  'the path in capitals',
  'another method',
  'no key',
  'an unknown key',
  'a revoked key',
  'an expired key',
  'over the limit',
]

const ACCESS_TOKENS = ['of a user', 'of the client', NONE, 'unknown', 'expired', 'of another client']
const BODIES = [
  NONE,
  'null',
  'not JSON',
  'an unknown member',
  'labelled as a form',
  'labelled as text/json',
  'labelled as another JSON',
  'labelled as a text',
  'too large',
]
const MEMBER = ['null', 'left out', WRONG]
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  bool: ['true', 'false', ...MEMBER],
  datetime: ['a date', 'a date and time', ...MEMBER],
  int32: ['a number', ...MEMBER],
  'object[]': ['one', 'several', NONE, 'too many', ...MEMBER],
  string: ['a text', ...MEMBER],
}
/** Files, and bodies whose members have no effect. */
const HAS_OTHER_BODY = /^\/v3\/(ai|search\/by-image)\//
/** Ids in paths that the caller chooses. */
const CHOSEN = new Set(['PUT /v3/usage-batches/{id}', 'PUT /v3/search/by-image/uploads/{file-name}'])

/** Returns all claims of the ledger about an operation; `ownAnswers` are those that only our own document lists. */
export function claimsOf(operation: ContractOperation, ownAnswers: readonly string[]): Claim[] {
  const claim = (subject: string) => (value: string) => ({ operation: nameOf(operation), subject, value })
  const documented = operation.responses.map(({ status, code }) => [status, code].join(' ').trim())
  return [
    ...operation.parameters.flatMap((parameter) =>
      claimedValues(operation, parameter).map(claim(parameter.name)),
    ),
    ...otherFieldClaims(operation),
    ...operation.headers.flatMap((header) => valuesOfHeader(header, operation).map(claim(header))),
    ...bodyClaims(operation),
    ...[...new Set([...documented, ...ownAnswers])].map(claim(ANSWERS)),
    ...ACCESS_TOKENS.map(claim(ACCESS_TOKEN)),
    ...REQUESTS.map(claim(EVERY_REQUEST)),
    ...(operation.path.startsWith('/v3/affiliates') ? ['a key without the right'] : []).map(
      claim(EVERY_REQUEST),
    ),
    ...contract.retired
      .filter((name) => operation.parameters.every((parameter) => parameter.name !== name))
      .map((name) => claim(EVERY_REQUEST)(`retired ${name}`)),
  ]
}

function otherFieldClaims(operation: ContractOperation): Claim[] {
  const type = operation.parameters.find(({ name }) => name === 'fields')?.type ?? ''
  const [subject, all] = /Videos?\w*FieldValues/.test(type)
    ? [OTHER_VIDEO_FIELDS, VIDEO_FIELDS]
    : /Images?\w*FieldValues/.test(type)
      ? [OTHER_IMAGE_FIELDS, IMAGE_FIELDS]
      : ['', []]
  const others = all.filter((field) => !valuesOf(type)!.includes(field))
  return others.map((value) => ({ operation: nameOf(operation), subject, value }))
}

function valuesOfHeader(header: string, { method }: ContractOperation): readonly string[] {
  if (header !== 'Accept-Language') return COUNTRIES
  return method === 'GET' ? LANGUAGES : FEW_LANGUAGES
}

function bodyClaims(operation: ContractOperation): Claim[] {
  const claim = (subject: string) => (value: string) => ({ operation: nameOf(operation), subject, value })
  const members = membersOf(operation)
  // Some clients send null where no body is read (clients.md 0.2).
  if (members.length === 0)
    return (
      operation.method === 'GET' || HAS_OTHER_BODY.test(operation.path) ? [] : ['a body that is not read']
    ).map(claim(EVERY_REQUEST))
  return [
    ...BODIES.map(claim(BODY)),
    ...members.flatMap(({ name, type }) => {
      const values = valuesOf(type) ? [...valuesOf(type)!, 'several', NONE, ...MEMBER] : MEMBERS[type]!
      return values.map(claim(`${BODY}.${name}`))
    }),
  ]
}

function claimedValues(operation: ContractOperation, { name, type, ...rest }: ContractParameter) {
  if (rest.in === 'path' && CHOSEN.has(nameOf(operation))) return ['a text', WRONG]
  if (rest.in === 'path' && name !== 'id') return ['known', 'unknown', ...(type === 'int64' ? [WRONG] : [])]
  if (name === 'ids' && type === 'int32[]') return [...BY_NAME.ids!, WRONG]
  if (name === 'page' && operation.path === '/v3/search/events') return [...BY_NAME.page!, 'beyond 50']
  if (name === 'page' && rest.in === 'query') return [...BY_NAME.page!, 'beyond 10,000 results']
  if (name === 'id' && type === 'int32') return [...BY_NAME.id!, WRONG]
  const values = valuesOf(type)
  if (values) return [...values, ...(name === 'fields' ? FIELDS : severalOf(type))]
  return BY_NAME[name] ?? BY_TYPE[type] ?? []
}

const severalOf = (type: string) => (type.endsWith('[]') ? ['several', ...IN_ALL_CASES] : IN_ALL_CASES)
